package dev.breakwater.notification.draining;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How fast the mail queue is emptied: gently, or the drain is SendGrid's next outage.
 *
 * @param perSecond mails begun in a second by one instance, at speed 1; 1 to 1000
 * @param batch mails received at once; 1 to 10; sent one after the other, so that they must all be sent before they are visible again
 * @param retry how long the drain pauses when SQS or the record is away; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.drain")
record DrainProperties(
        @Min(1) @Max(1000) int perSecond,
        @Min(1) @Max(10) int batch,
        @NotNull @DurationMin(millis = 10) Duration retry) {}
