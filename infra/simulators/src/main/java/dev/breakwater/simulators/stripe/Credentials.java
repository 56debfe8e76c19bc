package dev.breakwater.simulators.stripe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one secret key that may call, as a bearer token or as the user name of basic authentication. Thread-safe. */
final class Credentials {

    private final byte[] expected;

    Credentials(String apiKey) {
        expected = apiKey.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws StripeError 401 if the header does not carry the key */
    void check(@Nullable String authorization) {
        String key = key(authorization == null ? "" : authorization);
        if (key.isEmpty()) {
            throw StripeError.invalid(
                    401,
                    null,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See"
                            + " https://stripe.com/docs/api#authentication for details, or we can help at"
                            + " https://support.stripe.com/.");
        }
        if (!MessageDigest.isEqual(expected, key.getBytes(StandardCharsets.UTF_8))) {
            throw StripeError.invalid(401, null, "Invalid API Key provided: " + masked(key));
        }
    }

    private static String key(String authorization) {
        String[] parts = authorization.split(" ", 2);
        if (parts.length < 2) {
            return "";
        }
        if (parts[0].equalsIgnoreCase("Bearer")) {
            return parts[1].trim();
        }
        if (parts[0].equalsIgnoreCase("Basic")) {
            try {
                String user = new String(Base64.getDecoder().decode(parts[1].trim()), StandardCharsets.UTF_8);
                int colon = user.indexOf(':');
                return colon < 0 ? user : user.substring(0, colon);
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return "";
    }

    private static String masked(String key) {
        if (key.length() < 12) {
            return "*".repeat(key.length());
        }
        return key.substring(0, 8) + "*".repeat(Math.min(20, key.length() - 12)) + key.substring(key.length() - 4);
    }
}
