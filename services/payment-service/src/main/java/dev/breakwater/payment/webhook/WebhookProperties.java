package dev.breakwater.payment.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param secret what Stripe signs with; no default
 * @param tolerance how far the signature's time may be from ours, both ways; at least 1 s
 */
@Validated
@ConfigurationProperties("breakwater.stripe.webhook")
record WebhookProperties(
        @NotBlank(message = "must be set: environment variable STRIPE_WEBHOOK_SECRET")
        String secret,

        @NotNull @DurationMin(seconds = 1) Duration tolerance) {

    @Override
    public String toString() {
        return "WebhookProperties[tolerance=" + tolerance + "]";
    }
}
