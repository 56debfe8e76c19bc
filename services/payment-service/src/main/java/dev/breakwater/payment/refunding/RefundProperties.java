package dev.breakwater.payment.refunding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param every pause between two looks for pending refunds, at speed 1
 * @param retryAfter how long a refund waits after an attempt before the next, at speed 1; longer than an attempt can last
 * @param batch refunds asked after in one look; 1 to 1000
 */
@Validated
@ConfigurationProperties("breakwater.payments.refunds")
record RefundProperties(
        @NotNull @DurationMin(millis = 1) Duration every,
        @NotNull @DurationMin(seconds = 1) Duration retryAfter,
        @Min(1) @Max(1000) int batch) {}
