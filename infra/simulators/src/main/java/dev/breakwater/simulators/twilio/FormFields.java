package dev.breakwater.simulators.twilio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form or of a query; of a repeated one the first. */
record FormFields(Map<String, String> values) {

    private static final int MOST = 200;

    /** @throws TwilioError 400 if it is not URL-encoded */
    static FormFields parse(@Nullable String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        String[] pairs = (encoded == null ? "" : encoded).split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw TwilioError.invalid(20001, "Too many parameters");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                fields.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new FormFields(fields);
    }

    /** Null where it is missing or empty: Twilio makes no difference. */
    @Nullable
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** @throws TwilioError 400 unless it is missing or a whole number in the range */
    int whole(String name, int standard, int least, int most) {
        String value = text(name);
        if (value == null) {
            return standard;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw TwilioError.invalid(20001, name + " must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw TwilioError.invalid(20001, "Invalid %-encoding in the request's parameters");
        }
    }
}
