package dev.breakwater.notification.message;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places like <code>{{name}}</code> to fill in. What is filled in is never looked at for places again. */
final class Page {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    private final String text;
    private final UnaryOperator<String> escape;

    /**
     * A page that fills in known values only.
     *
     * @param escape applied to each value before it is filled in
     * @throws IllegalArgumentException if the text names a place that is not known
     */
    Page(String text, Set<String> known, UnaryOperator<String> escape) {
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!known.contains(places.group(1))) {
                throw new IllegalArgumentException("Unknown place " + places.group() + "; known are " + known);
            }
        }
        this.text = text;
        this.escape = escape;
    }

    String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(escape.apply(values.getOrDefault(place.group(1), ""))));
    }
}
