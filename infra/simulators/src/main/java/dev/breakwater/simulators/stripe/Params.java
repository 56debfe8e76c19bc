package dev.breakwater.simulators.stripe;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read as strictly as Stripe reads them. Every method throws {@link StripeError} for what Stripe refuses. */
final class Params {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,40}");
    private static final int MAX_TEXT = 5_000;

    private final Map<String, FormValue> values;
    private final String prefix;

    Params(FormValue.Fields fields) {
        this(fields.map(), "");
    }

    private Params(Map<String, FormValue> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    /** Refuses every parameter that is not one of these. */
    Params only(Set<String> known) {
        List<String> unknown = values.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(this::full)
                .toList();
        if (!unknown.isEmpty()) {
            String message = unknown.size() == 1 ? "Received unknown parameter: " : "Received unknown parameters: ";
            throw StripeError.invalid("parameter_unknown", message + String.join(", ", unknown), unknown.get(0));
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean isText(String name) {
        return values.get(name) instanceof FormValue.Text;
    }

    /** Null if it was not sent. */
    @Nullable
    String text(String name) {
        FormValue value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof FormValue.Text text)) {
            throw StripeError.invalid(null, "Invalid string: " + brief(value), full(name));
        }
        if (text.text().isEmpty()) {
            throw StripeError.invalid(
                    "parameter_invalid_empty",
                    "You passed an empty string for '" + full(name)
                            + "'. We assume empty values are an attempt to unset a"
                            + " parameter; however '" + full(name) + "' cannot be unset. You should remove '"
                            + full(name)
                            + "' from your request or supply a non-empty value.",
                    full(name));
        }
        if (text.text().length() > MAX_TEXT) {
            throw StripeError.invalid(null, "Invalid string: must be at most " + MAX_TEXT + " characters", full(name));
        }
        return text.text();
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw StripeError.missing(full(name));
        }
        return text;
    }

    /** Null if it was not sent. */
    @Nullable
    String oneOf(String name, List<String> allowed) {
        String text = text(name);
        if (text != null && !allowed.contains(text)) {
            throw StripeError.invalid(
                    null, "Invalid " + full(name) + ": must be one of " + String.join(", ", allowed), full(name));
        }
        return text;
    }

    boolean flag(String name) {
        return "true".equals(oneOf(name, List.of("true", "false")));
    }

    /** Null if it was not sent; a number that no long holds becomes the nearest one, so that range checks refuse it. */
    @Nullable
    Long integer(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid integer: " + shorten(text), full(name));
        }
        BigInteger exact = new BigInteger(text);
        BigInteger bounded = exact.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE));
        return bounded.longValueExact();
    }

    long requiredInteger(String name) {
        Long number = integer(name);
        if (number == null) {
            throw StripeError.missing(full(name));
        }
        return number;
    }

    /** The nested parameters of {@code name[…]}; null if none was sent. */
    @Nullable
    Params nested(String name) {
        FormValue value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof FormValue.Fields fields)) {
            throw StripeError.invalid(null, "Invalid object", full(name));
        }
        return new Params(fields.map(), full(name));
    }

    /** The items of {@code name[]} or {@code name[0]…}; empty if none was sent. */
    List<String> texts(String name) {
        FormValue value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof FormValue.Items items) {
            return List.copyOf(items.list());
        }
        if (value instanceof FormValue.Fields fields) {
            List<String> list = new ArrayList<>();
            Params nested = new Params(fields.map(), full(name));
            for (int i = 0; i < fields.map().size(); i++) {
                if (!fields.map().containsKey(Integer.toString(i))) {
                    throw StripeError.invalid(null, "Invalid array", full(name));
                }
                list.add(nested.requiredText(Integer.toString(i)));
            }
            return list;
        }
        throw StripeError.invalid(null, "Invalid array", full(name));
    }

    /** Up to 50 keys of 40 characters with values of 500, as Stripe allows; an empty value unsets and is left out. */
    Map<String, String> metadata() {
        Params nested = has("metadata") && !isEmptyText("metadata") ? nested("metadata") : null;
        if (nested == null) {
            return Map.of();
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        nested.values.forEach((key, value) -> {
            if (!(value instanceof FormValue.Text text)) {
                throw StripeError.invalid(
                        null,
                        "Metadata values must be strings, but for key '" + key + "' you passed in an object",
                        "metadata");
            }
            if (key.length() > 40 || text.text().length() > 500) {
                throw StripeError.invalid(
                        null,
                        "Metadata keys can be up to 40 characters long and values up to 500: '" + shorten(key) + "'",
                        "metadata");
            }
            if (!text.text().isEmpty()) {
                metadata.put(key, text.text());
            }
        });
        if (metadata.size() > 50) {
            throw StripeError.invalid(null, "You can have up to 50 metadata keys", "metadata");
        }
        return Map.copyOf(metadata);
    }

    private boolean isEmptyText(String name) {
        return values.get(name) instanceof FormValue.Text text && text.text().isEmpty();
    }

    private String full(String name) {
        return prefix.isEmpty() ? name : prefix + "[" + name + "]";
    }

    private static String brief(FormValue value) {
        return value instanceof FormValue.Items ? "[…]" : "{…}";
    }

    static String shorten(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
