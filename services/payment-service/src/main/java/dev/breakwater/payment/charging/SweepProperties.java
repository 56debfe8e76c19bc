package dev.breakwater.payment.charging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param every pause between two sweeps, at speed 1
 * @param batch lost attempts handed over in one transaction; 1 to 1000
 * @param queuedLongerThan how long a payment may wait for settlement before the queue is given it again, at speed 1; longer than all
 *     attempts of the drain take together; at least 1 s
 */
@Validated
@ConfigurationProperties("breakwater.payments.sweep")
record SweepProperties(
        @NotNull @DurationMin(millis = 1) Duration every,
        @Min(1) @Max(1000) int batch,
        @NotNull @DurationMin(seconds = 1) Duration queuedLongerThan) {}
