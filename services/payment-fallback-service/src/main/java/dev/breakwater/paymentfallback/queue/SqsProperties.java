package dev.breakwater.paymentfallback.queue;

import dev.breakwater.resilience.Speed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param visibility how long a received payment stays hidden from other receivers, at speed 1; 1 s to 12 h
 * @param minVisibility but at any speed at least this long, because a settlement takes real time; longer than the longest
 * @param maxReceiveCount attempts before a payment goes to the dead-letter queue and so to review; 1 to 1000
 * @param connectTimeout at most this long for a connection
 * @param callTimeout at most this long for one call, the reading of its answer included
 * @param longPoll how long a receive waits for a message; shorter than {@code callTimeout}; 1 to 20 s, whole seconds, since without it an empty queue is asked without a pause
 */
@Validated
@ConfigurationProperties("breakwater.sqs")
record SqsProperties(
        @NotNull URI endpoint,
        @NotBlank String region,

        @NotBlank(message = "must be set: environment variable SQS_ACCESS_KEY")
        String accessKey,

        @NotBlank(message = "must be set: environment variable SQS_SECRET_KEY")
        String secretKey,

        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 12)
        Duration visibility,

        @NotNull @DurationMin(seconds = 1) Duration minVisibility,
        @Min(1) @Max(1000) int maxReceiveCount,
        @NotNull @DurationMin(millis = 1) Duration connectTimeout,
        @NotNull @DurationMin(millis = 1) Duration callTimeout,

        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 20)
        Duration longPoll) {

    SqsProperties {
        if (longPoll != null && callTimeout != null && longPoll.compareTo(callTimeout) >= 0) {
            throw new IllegalArgumentException("breakwater.sqs.long-poll (" + longPoll
                    + ") must be shorter than breakwater.sqs.call-timeout (" + callTimeout + ")");
        }
    }

    Duration visibility(Speed speed) {
        Duration divided = speed.divide(visibility);
        return divided.compareTo(minVisibility) > 0 ? divided : minVisibility;
    }

    @Override
    public String toString() {
        return "SqsProperties[endpoint=" + endpoint + ", region=" + region + "]";
    }
}
