package dev.breakwater.warehouse.quoting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Base64;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How quotes are made.
 *
 * @param key that signs them, base64 of 32 bytes or more, shared with order-service; no default
 * @param validFor how long a customer may use one
 * @param answerWithin the most that a request may take, whatever its caller allows; not divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.quotes")
record QuoteProperties(
        @Nullable String key,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration validFor,

        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 30)
        Duration answerWithin) {

    private static final int LEAST_BYTES = 32;
    private static final String ASK =
            "set the environment variable BREAKWATER_QUOTE_KEY to base64 of 32 random bytes or more: ";

    QuoteProperties {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(ASK + "it is a secret and has no default");
        }
        if (decoded(key).length < LEAST_BYTES) {
            throw new IllegalArgumentException(ASK + "it is too short");
        }
    }

    byte[] keyBytes() {
        return decoded(String.valueOf(key));
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(ASK + "it is no base64");
        }
    }

    @Override
    public String toString() {
        return "QuoteProperties[validFor=" + validFor + ", answerWithin=" + answerWithin + "]";
    }
}
