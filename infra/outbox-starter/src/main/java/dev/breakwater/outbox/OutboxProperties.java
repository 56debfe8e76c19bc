package dev.breakwater.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the relay paces itself. Every pause is divided by {@code breakwater.speed}.
 *
 * @param poll how often a destination is looked at when nobody wakes its relay, which happens only for messages of another
 *     instance; at least 10 ms
 * @param firstPause the longest pause after a first failure; doubled with each further one
 * @param longestPause where the doubling ends
 * @param batch how many messages are published before their rows are deleted, and so the most that a crash publishes twice
 */
@Validated
@ConfigurationProperties("breakwater.outbox")
record OutboxProperties(
        @DefaultValue("1s") Duration poll,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("5s") Duration longestPause,
        @DefaultValue("50") @Min(1) @Max(1_000) int batch) {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    OutboxProperties {
        atLeast("poll", poll, SHORTEST);
        atLeast("first-pause", firstPause, SHORTEST);
        atLeast("longest-pause", longestPause, firstPause);
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "breakwater.outbox." + name + " is " + value + " but must be at least " + least);
        }
    }
}
