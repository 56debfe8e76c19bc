package dev.breakwater.payment.sealing;

import jakarta.validation.constraints.NotBlank;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param keys {@code id:base64 of 32 bytes}, separated by commas; the first encrypts, all decrypt; no default. An id is 1 to 32 letters,
 *     digits, {@code _} and {@code -}
 */
@Validated
@ConfigurationProperties("breakwater.encryption")
record EncryptionProperties(
        @NotBlank(message = "must be set: environment variable PAYMENT_ENCRYPTION_KEYS")
        String keys) {

    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)");

    EncryptionProperties {
        if (keys != null && !keys.isBlank()) {
            parse(keys);
        }
    }

    /** In the order they were written. */
    Map<String, SecretKey> parsed() {
        return parse(keys);
    }

    private static Map<String, SecretKey> parse(String keys) {
        Map<String, SecretKey> parsed = new LinkedHashMap<>();
        for (String key : keys.split(",", -1)) {
            Matcher matcher = KEY.matcher(key.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("PAYMENT_ENCRYPTION_KEYS: key number " + (parsed.size() + 1)
                        + " is not of the form id:base64 of 32 bytes");
            }
            byte[] bytes = Base64.getDecoder().decode(matcher.group(2));
            if (parsed.put(matcher.group(1), new SecretKeySpec(bytes, "AES")) != null) {
                throw new IllegalArgumentException(
                        "PAYMENT_ENCRYPTION_KEYS: the id " + matcher.group(1) + " is given twice");
            }
        }
        return parsed;
    }

    @Override
    public String toString() {
        return "EncryptionProperties[]";
    }
}
