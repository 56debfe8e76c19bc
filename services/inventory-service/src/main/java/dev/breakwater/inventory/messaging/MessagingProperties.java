package dev.breakwater.inventory.messaging;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are worked on.
 *
 * @param instance tells this instance's Kafka transactions from others'; the same after a restart, so that the transaction that a crash
 *     left open is ended at once and keeps no reader waiting
 * @param firstPause wait before a message is tried again that could not be carried out; doubles each time; divided by the speed
 * @param longestPause longest such wait; divided by the speed
 * @param handledKept how long messages are remembered; must be longer than the topics' seven days, which
 *     no speed shortens
 */
@Validated
@ConfigurationProperties("breakwater.messaging")
record MessagingProperties(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String instance,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration firstPause,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration longestPause,

        @NotNull @DurationMin(days = 8) @DurationMax(days = 365)
        Duration handledKept) {

    MessagingProperties {
        if (firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException("breakwater.messaging.first-pause " + firstPause
                    + " must not exceed longest-pause " + longestPause);
        }
    }
}
