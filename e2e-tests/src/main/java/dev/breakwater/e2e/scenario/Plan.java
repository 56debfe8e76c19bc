package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.List;

/**
 * How many orders arrive in which phase, and how long it lasts. Speed divides the lengths and never the counts; but no
 * phase is made so short that more arrive in a second than two cores bear beside the whole system.
 */
public record Plan(List<Part> parts) {

    /** A thousand orders and more, half of them during the outage: about two a second in real time. */
    private static final List<Part> REAL_TIME = List.of(
            new Part(Phase.WARM_UP, 100, Duration.ofSeconds(50)),
            new Part(Phase.HEALTHY, 350, Duration.ofSeconds(150)),
            new Part(Phase.OUTAGE, 500, Duration.ofSeconds(220)),
            new Part(Phase.RECOVERY, 200, Duration.ofSeconds(90)));

    private static final int MOST_PER_SECOND = 25;

    /** Class loading and compilers do not run faster for any speed: as long as this at least, rising from nothing. */
    private static final Duration LEAST_WARM_UP = Duration.ofSeconds(16);

    /** One phase. */
    public record Part(Phase phase, int orders, Duration length) {

        double perSecond() {
            return orders * 1e3 / length.toMillis();
        }
    }

    public static Plan atSpeed(int speed) {
        return new Plan(REAL_TIME.stream()
                .map(part -> new Part(part.phase(), part.orders(), length(part, speed)))
                .toList());
    }

    private static Duration length(Part part, int speed) {
        Duration divided = part.length().dividedBy(speed);
        Duration least = part.phase() == Phase.WARM_UP
                ? LEAST_WARM_UP
                : Duration.ofMillis(part.orders() * 1000L / MOST_PER_SECOND);
        return divided.compareTo(least) < 0 ? least : divided;
    }

    public Part part(Phase phase) {
        return parts.stream().filter(part -> part.phase() == phase).findFirst().orElseThrow();
    }
}
