package dev.breakwater.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field where it is: a JSON path such as {@code items[0].quantity}, or the name of a parameter or header
 * @param value what was sent, shortened to 100 characters, without what may be a card number; null when nothing was, or when the field holds a secret
 * @param range what is allowed, such as {@code 1..100}; null when no range can be told
 * @param message one sentence fragment that reads on after the field's name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldProblem(
        String field, @Nullable Object value, @Nullable String range, String message) {

    private static final int LONGEST_VALUE = 100;

    /** Somebody who types a card number where it does not belong must not find it in answers and logs. */
    private static final Pattern CARD_NUMBER = Pattern.compile("(?<!\\d)(?:\\d[ -]?){11,18}\\d(?!\\d)");

    public FieldProblem {
        value = value == null || secret(field) ? null : presentable(value);
    }

    private static Object presentable(Object value) {
        if (value instanceof Boolean || value instanceof Integer) {
            return value;
        }
        String text = CARD_NUMBER.matcher(String.valueOf(value)).replaceAll("[card number?]");
        if (value instanceof Long && text.equals(value.toString())) {
            return value;
        }
        return printable(text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…");
    }

    /** Control characters and halves of surrogate pairs would make the answer itself unreadable. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean secret(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return name.contains("password")
                || name.contains("token")
                || name.contains("secret")
                || name.contains("authorization")
                || name.contains("signature");
    }
}
