package dev.breakwater.notification.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How persistently a message is sent.
 *
 * @param attempts that may fail before a person has to look at the message; waiting for an open breaker uses none
 * @param firstPause wait after the first failure; doubles each time; divided by the speed
 * @param longestPause longest such wait; divided by the speed
 * @param breakerPause longest wait before something that was not even asked is asked again; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.delivery")
record DeliveryProperties(
        @Min(1) @Max(1000) int attempts,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration firstPause,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 10)
        Duration longestPause,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration breakerPause) {

    DeliveryProperties {
        if (firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException(
                    "breakwater.delivery.first-pause " + firstPause + " must not exceed longest-pause " + longestPause);
        }
    }

    /** The wait after this many failures, not yet divided by the speed. */
    Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
