package dev.breakwater.inventory.commands;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long a command waits to be tried again.
 *
 * @param firstPause wait before a command is tried again while the database is away; doubles each time; divided by the speed
 * @param longestPause longest such wait; stays far below Kafka's five minutes between polls; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.commands")
record CommandProperties(
        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration firstPause,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration longestPause) {

    CommandProperties {
        if (firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException(
                    "breakwater.commands.first-pause " + firstPause + " must not exceed longest-pause " + longestPause);
        }
    }
}
