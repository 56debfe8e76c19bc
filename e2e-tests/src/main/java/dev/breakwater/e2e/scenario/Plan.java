package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.List;

/**
 * How many orders arrive in which phase, and how long it lasts. Speed divides the lengths and never the counts; but no
 * phase is made so short that more arrive in a second than two cores bear beside the whole system.
 *
 * @param leastOrders that the run must have to count
 * @param leastInOutage of them while something is broken
 */
public record Plan(List<Part> parts, int leastOrders, int leastInOutage) {

    static final int LEAST_ORDERS = 1000;
    static final int LEAST_IN_OUTAGE = 400;

    /** A thousand orders and more, half of them during the outage: about two a second in real time. */
    private static final List<Part> REAL_TIME = List.of(
            new Part(Phase.WARM_UP, 100, Duration.ofSeconds(50)),
            new Part(Phase.HEALTHY, 350, Duration.ofSeconds(150)),
            new Part(Phase.OUTAGE, 500, Duration.ofSeconds(220)),
            new Part(Phase.RECOVERY, 200, Duration.ofSeconds(90)),
            new Part(Phase.HEALED, 20, Duration.ofSeconds(8)));

    /** Of orders where almost nothing else is asked; an order costs as much as some four pages. */
    private static final double MOST_PER_SECOND = 25;

    private static final double PAGES_PER_ORDER = 4;

    /** Class loading and compilers do not run faster for any speed: as long as this at least, rising from nothing. */
    private static final Duration LEAST_WARM_UP = Duration.ofSeconds(16);

    private static final int BRIEF_PER_SECOND = 10;
    private static final int BUSY_PER_SECOND = 5;
    /** Time for a breaker to see enough, and for some to be served by what stands in. */
    private static final Duration BEYOND_THE_LIMIT = Duration.ofSeconds(4);

    public Plan {
        parts = List.copyOf(parts);
    }

    /** One phase. */
    public record Part(Phase phase, int orders, Duration length) {

        double perSecond() {
            return orders * 1e3 / length.toMillis();
        }
    }

    /** Enough for the figures of a report. */
    public static Plan full(Mix mix, int speed) {
        double most = MOST_PER_SECOND / (1 + (mix.reads() - Mix.BUYING.reads()) / PAGES_PER_ORDER);
        return new Plan(
                REAL_TIME.stream()
                        .map(part -> new Part(part.phase(), part.orders(), length(part, speed, most)))
                        .toList(),
                LEAST_ORDERS,
                LEAST_IN_OUTAGE);
    }

    /** Enough for a fault to show and to heal, on a system that is warm. */
    public static Plan brief(Duration limit) {
        return new Plan(
                List.of(
                        new Part(Phase.WARM_UP, 0, Duration.ZERO),
                        steady(Phase.HEALTHY, Duration.ofSeconds(2), BRIEF_PER_SECOND),
                        steady(Phase.OUTAGE, limit.plus(BEYOND_THE_LIMIT), BRIEF_PER_SECOND),
                        steady(Phase.RECOVERY, Duration.ofSeconds(2), BRIEF_PER_SECOND),
                        steady(Phase.HEALED, Duration.ofSeconds(1), BRIEF_PER_SECOND)),
                0,
                0);
    }

    /**
     * A hundred requests a second with the pages of {@link Mix#BROWSING}.
     *
     * @param warm whether the system is warm already
     */
    static Plan busy(Duration limit, boolean warm) {
        return new Plan(
                List.of(
                        warm ? new Part(Phase.WARM_UP, 0, Duration.ZERO) : new Part(Phase.WARM_UP, 80, LEAST_WARM_UP),
                        steady(Phase.HEALTHY, Duration.ofSeconds(6), BUSY_PER_SECOND),
                        steady(Phase.OUTAGE, limit.plus(BEYOND_THE_LIMIT), BUSY_PER_SECOND),
                        steady(Phase.RECOVERY, Duration.ofSeconds(2), BUSY_PER_SECOND),
                        steady(Phase.HEALED, Duration.ofSeconds(1), BUSY_PER_SECOND)),
                0,
                0);
    }

    private static Part steady(Phase phase, Duration length, int perSecond) {
        return new Part(phase, (int) (length.toMillis() * perSecond / 1000), length);
    }

    private static Duration length(Part part, int speed, double most) {
        Duration divided = part.length().dividedBy(speed);
        Duration least =
                part.phase() == Phase.WARM_UP ? LEAST_WARM_UP : Duration.ofMillis((long) (part.orders() * 1e3 / most));
        return divided.compareTo(least) < 0 ? least : divided;
    }

    public Part part(Phase phase) {
        return parts.stream().filter(part -> part.phase() == phase).findFirst().orElseThrow();
    }
}
