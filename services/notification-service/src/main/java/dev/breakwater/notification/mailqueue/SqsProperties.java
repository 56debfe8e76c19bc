package dev.breakwater.notification.mailqueue;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How SQS is reached.
 *
 * @param visibility how long a received mail stays hidden from other receivers; longer than sending a batch takes, not divided by the
 *     speed; 1 s to 12 h
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

    @Override
    public String toString() {
        return "SqsProperties[endpoint=" + endpoint + ", region=" + region + "]";
    }
}
