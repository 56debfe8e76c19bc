package dev.breakwater.inventory.reserving;

import dev.breakwater.resilience.Speed;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How promises are made and mended.
 *
 * @param estimateAge how old a warehouse's last count may be for a promise to stand on it; divided by the speed
 * @param claim how long one request may ask the warehouses for an order before another takes it over; divided by the speed, but never
 *     shorter than a request can last
 * @param round how often abandoned and overdue orders are looked for; divided by the speed
 * @param overdue how long a warehouse may owe the carrying out of a command before the command is sent again, since a topic forgets
 *     after seven days; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.reserving")
record ReservingProperties(
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7)
        Duration estimateAge,

        @NotNull @DurationMin(seconds = 5) @DurationMax(minutes = 5)
        Duration claim,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration round,

        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 6)
        Duration overdue) {

    /** The caller's 2 s, and a second for a database that is slow. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);

    Duration claim(Speed speed) {
        Duration claim = speed.divide(this.claim);
        return claim.compareTo(LONGEST_REQUEST) < 0 ? LONGEST_REQUEST : claim;
    }
}
