package dev.breakwater.paymentfallback.draining;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How fast the queue is emptied once the provider is back: gently, or the drain is its next outage. The durations are at
 * speed 1.
 *
 * @param enabled whether this instance drains at all
 * @param perSecond settlements begun in a second; 1 to 1000
 * @param concurrency settlements at the same time; 1 to 10, the most that SQS gives at once
 * @param careful how many settlements go one by one after trouble; as many as close a half-open breaker
 * @param backOff how long a payment waits after its first failed settlement; doubles with each further one
 * @param maxBackOff the longest of these waits
 * @param retry how long the drain itself pauses where nobody said how long
 * @param deadLetters pause between two looks into the dead-letter queue
 */
@Validated
@ConfigurationProperties("breakwater.drain")
record DrainProperties(
        boolean enabled,
        @Min(1) @Max(1000) int perSecond,
        @Min(1) @Max(10) int concurrency,
        @Min(1) int careful,
        @NotNull @DurationMin(millis = 1) Duration backOff,
        @NotNull @DurationMin(millis = 1) Duration maxBackOff,
        @NotNull @DurationMin(millis = 1) Duration retry,
        @NotNull @DurationMin(millis = 1) Duration deadLetters) {

    DrainProperties {
        if (backOff != null && maxBackOff != null && maxBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException("breakwater.drain.max-back-off (" + maxBackOff
                    + ") must not be shorter than breakwater.drain.back-off (" + backOff + ")");
        }
    }

    /** The wait before the next attempt, after {@code receiveCount} of them. */
    Duration backOffAfter(int receiveCount) {
        int doublings = Math.min(Math.max(0, receiveCount - 1), 30);
        Duration wait = backOff.multipliedBy(1L << doublings);
        return wait.compareTo(maxBackOff) < 0 ? wait : maxBackOff;
    }
}
