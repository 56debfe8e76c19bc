package dev.breakwater.order.shipping;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shipping quotes are verified.
 *
 * @param quoteKey base64 of 32 bytes or more, shared with warehouse-service alone; empty: quotes are refused
 */
@ConfigurationProperties("breakwater.shipping")
record QuoteProperties(@DefaultValue("") String quoteKey) {

    private static final int SHORTEST = 32;

    QuoteProperties {
        // the message must not hold the key, so the decoder's own is dropped
        if (!quoteKey.isEmpty() && length(quoteKey) < SHORTEST) {
            throw new IllegalArgumentException(
                    "breakwater.shipping.quote-key (BREAKWATER_QUOTE_KEY) must be base64 of at least 32 bytes");
        }
    }

    byte[] key() {
        return Base64.getDecoder().decode(quoteKey);
    }

    private static int length(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException notBase64) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return "QuoteProperties[quoteKey=" + (quoteKey.isEmpty() ? "none" : "***") + "]";
    }
}
