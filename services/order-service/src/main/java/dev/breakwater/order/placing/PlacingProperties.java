package dev.breakwater.order.placing;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an interrupted order waits.
 *
 * @param grace how long a PLACED order may go without a sign of life from whoever works on it before another takes it over; at least
 *     1 s, divided by {@code breakwater.speed}
 */
@ConfigurationProperties("breakwater.placing")
record PlacingProperties(@DefaultValue("15s") Duration grace) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int SIGNS_OF_LIFE = 3;

    PlacingProperties {
        if (grace.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("breakwater.placing.grace is " + grace + " but must be at least 1 s");
        }
    }

    Duration grace(Speed speed) {
        return speed.divide(grace);
    }

    /** How often claims are renewed and abandoned orders looked for. */
    Duration round(Speed speed) {
        return grace(speed).dividedBy(SIGNS_OF_LIFE);
    }
}
