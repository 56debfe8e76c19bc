package dev.breakwater.simulators.twilio;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request to send an SMS, checked as Twilio checks it, its magic numbers included. */
record SmsOrder(
        String to, String from, String body, @Nullable String statusCallback) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST_BODY = 1_600;
    private static final Set<String> SUPPORTED = Set.of("To", "From", "Body", "StatusCallback");

    /** Twilio's test numbers: who sends to them is refused with this code. */
    private static final Map<String, Integer> REFUSED_TO = Map.of(
            "+15005550001", 21211,
            "+15005550002", 21612,
            "+15005550003", 21408,
            "+15005550004", 21610,
            "+15005550009", 21614);

    private static final String INVALID_FROM = "+15005550001";
    private static final String FULL_FROM = "+15005550008";

    /**
     * Reads a form.
     *
     * @param owned the only number that this account sends from
     * @throws TwilioError 400
     */
    static SmsOrder read(FormFields form, String owned) {
        String to = required(form, "To", 21604, "A 'To' phone number is required.");
        String from = required(form, "From", 21603, "A 'From' phone number is required.");
        String body = required(form, "Body", 21602, "Message body is required.");
        for (String field : form.values().keySet()) {
            if (!SUPPORTED.contains(field)) {
                throw TwilioError.invalid(20001, "This simulator knows no parameter " + field + ", only " + SUPPORTED);
            }
        }
        from(from, owned);
        to(to, from);
        if (body.length() > LONGEST_BODY) {
            throw TwilioError.invalid(21617, "The concatenated message body exceeds the 1600 character limit.");
        }
        String callback = form.text("StatusCallback");
        if (callback != null && !callback.matches("https?://[^\\s/]+.*")) {
            throw TwilioError.invalid(21609, "The StatusCallback URL " + callback + " is not a valid URL.");
        }
        if (callback != null) {
            uri(callback);
        }
        return new SmsOrder(to, from, body, callback);
    }

    private static void from(String from, String owned) {
        if (!E164.matcher(from).matches() || from.equals(INVALID_FROM)) {
            throw TwilioError.invalid(
                    21212,
                    "The 'From' number " + from
                            + " is not a valid phone number, shortcode, or alphanumeric sender ID.");
        }
        if (from.equals(FULL_FROM)) {
            throw TwilioError.invalid(21611, "This 'From' number has exceeded the maximum number of queued messages");
        }
        if (!from.equals(owned)) {
            throw TwilioError.invalid(
                    21606,
                    "The From phone number " + from
                            + " is not a valid, SMS-capable inbound phone number or short code for your account.");
        }
    }

    private static void to(String to, String from) {
        int code = E164.matcher(to).matches() ? REFUSED_TO.getOrDefault(to, 0) : 21211;
        switch (code) {
            case 0 -> {
                if (to.equals(from)) {
                    throw TwilioError.invalid(21266, "'To' and 'From' number cannot be the same");
                }
            }
            case 21211 -> throw TwilioError.invalid(code, "Invalid 'To' Phone Number: " + to);
            case 21612 ->
                throw TwilioError.invalid(
                        code,
                        "The 'To' phone number: " + to + ", is not currently reachable using the 'From' phone number: "
                                + from + " via SMS.");
            case 21408 ->
                throw TwilioError.invalid(
                        code,
                        "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: "
                                + to);
            case 21610 -> throw TwilioError.invalid(code, "Attempt to send to unsubscribed recipient");
            default -> throw TwilioError.invalid(code, "'To' number: " + to + ", is not a valid mobile number");
        }
    }

    private static void uri(String callback) {
        try {
            URI.create(callback);
        } catch (IllegalArgumentException malformed) {
            throw TwilioError.invalid(21609, "The StatusCallback URL " + callback + " is not a valid URL.");
        }
    }

    private static String required(FormFields form, String name, int code, String message) {
        String value = form.text(name);
        if (value == null) {
            throw TwilioError.invalid(code, message);
        }
        return value;
    }
}
