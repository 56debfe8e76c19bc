package dev.breakwater.payment.settling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the bank's queued payments are settled while Stripe is away.
 *
 * @param every pause between two looks, at speed 1
 * @param batch settlements in one look; 1 to 1000
 */
@Validated
@ConfigurationProperties("breakwater.payments.while-stripe-is-away")
record SettlingProperties(
        @NotNull @DurationMin(millis = 1) Duration every,
        @Min(1) @Max(1000) int batch) {}
