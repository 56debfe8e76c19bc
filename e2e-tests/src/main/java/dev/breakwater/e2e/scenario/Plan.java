package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Rush;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How many orders arrive in which phase, and how long it lasts. Speed divides the lengths and never the counts; but no
 * phase is made so short that more arrive in a second than the machine bears beside the whole system. How many orders the
 * warm-up takes depends on what it finds out.
 *
 * @param leastOrders that the run must have to count
 * @param leastInOutage of them while something is broken
 */
public record Plan(List<Part> parts, int leastOrders, int leastInOutage) {

    static final int LEAST_ORDERS = 1000;
    static final int LEAST_IN_OUTAGE = 400;

    /** Class loading and compilers do not run faster for any speed. */
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    /** How long each rate is tried in the warm-up. */
    static final Duration WARM_UP_STEP = WARM_UP.dividedBy(4);

    /** A thousand orders and more, half of them during the outage: about two a second in real time. */
    private static final List<Part> REAL_TIME = List.of(
            new Part(Phase.WARM_UP, 1, WARM_UP),
            new Part(Phase.HEALTHY, 350, Duration.ofSeconds(150)),
            new Part(Phase.OUTAGE, 500, Duration.ofSeconds(220)),
            new Part(Phase.RECOVERY, 200, Duration.ofSeconds(90)),
            new Part(Phase.HEALED, 20, Duration.ofSeconds(9)));

    /** Of orders if nothing else is asked; see {@link Calibration#cost}. A machine that bears less is given less. */
    static final double MOST_PER_SECOND = 25;

    /** Of which every third is a page, and every third page a profile: few less, and the user database's breaker has nothing to judge. */
    private static final int BRIEF_PER_SECOND = 10;

    private static final int BUSY_PER_SECOND = 5;

    /** Time for a breaker to see enough, and for some to be served by what stands in. */
    private static final Duration BEYOND_THE_LIMIT = Duration.ofSeconds(4);

    /** At {@link #BUSY_PER_SECOND} twenty orders take four seconds, and nothing that hangs is counted before its limit. */
    private static final Duration BUSY_BEYOND_THE_LIMIT = Duration.ofSeconds(8);

    public Plan {
        parts = List.copyOf(parts);
    }

    /** One phase. */
    public record Part(Phase phase, int orders, Duration length) {

        double perSecond() {
            return length.isZero() ? 0 : orders * 1e3 / length.toMillis();
        }

        Part stretched(double by) {
            return new Part(phase, orders, Duration.ofMillis((long) (length.toMillis() * by)));
        }
    }

    /**
     * Enough for the figures of a report.
     *
     * @param least how long the outage lasts at least, whatever the speed
     */
    static Plan full(Mix mix, Rush rush, Duration least, int speed) {
        return new Plan(
                        afterWarmUp(
                                REAL_TIME,
                                part -> new Part(
                                        part.phase(),
                                        (int) Math.round(part.orders() * factor(part.phase(), rush)),
                                        length(part, least, speed))),
                        LEAST_ORDERS,
                        LEAST_IN_OUTAGE)
                .bearable(MOST_PER_SECOND, mix);
    }

    private static Duration length(Part part, Duration least, int speed) {
        Duration compressed = part.length().dividedBy(speed);
        return part.phase() == Phase.OUTAGE && compressed.compareTo(least) < 0 ? least : compressed;
    }

    private static double factor(Phase phase, Rush rush) {
        return switch (phase) {
            case OUTAGE -> rush.outage();
            case RECOVERY -> rush.recovery();
            default -> 1;
        };
    }

    /** Enough for a fault to show and to heal, on a system that is warm. */
    public static Plan brief(Duration limit) {
        return brief(limit, Duration.ZERO, Rush.NONE);
    }

    /**
     * The same with a rush, for which there are fewer customers while all is well.
     *
     * @param least how long the outage lasts at least
     */
    static Plan brief(Duration limit, Duration least, Rush rush) {
        Duration enough = limit.plus(BEYOND_THE_LIMIT);
        Duration outage = enough.compareTo(least) < 0 ? least : enough;
        double base = BRIEF_PER_SECOND / Math.max(1, Math.max(rush.outage(), rush.recovery()) / 2);
        return new Plan(
                List.of(
                        new Part(Phase.WARM_UP, 0, Duration.ZERO),
                        steady(Phase.HEALTHY, Duration.ofSeconds(2), base),
                        steady(Phase.OUTAGE, outage, base * rush.outage()),
                        steady(Phase.RECOVERY, Duration.ofSeconds(1), base * rush.recovery()),
                        steady(Phase.HEALED, Duration.ofSeconds(1), base)),
                0,
                0);
    }

    /** A hundred requests a second with the pages of {@link Mix#BROWSING}, or what the machine bears of them beside the whole system. */
    static Plan busy(Duration limit) {
        return new Plan(
                List.of(
                        new Part(Phase.WARM_UP, 1, WARM_UP),
                        steady(Phase.HEALTHY, Duration.ofSeconds(4), BUSY_PER_SECOND),
                        steady(Phase.OUTAGE, limit.plus(BUSY_BEYOND_THE_LIMIT), BUSY_PER_SECOND),
                        steady(Phase.RECOVERY, Duration.ofSeconds(2), BUSY_PER_SECOND),
                        steady(Phase.HEALED, Duration.ofSeconds(1), BUSY_PER_SECOND)),
                0,
                0);
    }

    /** The same without a warm-up. */
    Plan warm() {
        return new Plan(
                parts.stream()
                        .map(part -> part.phase() == Phase.WARM_UP ? new Part(part.phase(), 0, Duration.ZERO) : part)
                        .toList(),
                leastOrders,
                leastInOutage);
    }

    /** The warm-up takes what it takes; the other parts are changed. */
    private static List<Part> afterWarmUp(List<Part> parts, UnaryOperator<Part> change) {
        return parts.stream()
                .map(part -> part.phase() == Phase.WARM_UP ? part : change.apply(part))
                .toList();
    }

    private static Part steady(Phase phase, Duration length, double perSecond) {
        return new Part(phase, (int) (length.toMillis() * perSecond / 1000), length);
    }

    /**
     * The same orders in phases so long that no more arrive in a second than the machine bears; the one is as much busier than the other as before.
     *
     * @param most orders a second if nothing else is asked
     */
    Plan bearable(double most, Mix mix) {
        double stretch = mostPerSecond() * Calibration.cost(mix) / most;
        return stretch <= 1
                ? this
                : new Plan(afterWarmUp(parts, part -> part.stretched(stretch)), leastOrders, leastInOutage);
    }

    /** The rate of the busiest phase. */
    double mostPerSecond() {
        return parts.stream()
                .filter(part -> part.phase() != Phase.WARM_UP)
                .mapToDouble(Part::perSecond)
                .max()
                .orElse(0);
    }

    /**
     * The outage of one stage among others, as much shorter as its own limit is.
     *
     * @param limit of what breaks in this stage
     * @param longest of all stages, for which this is a plan
     */
    Part outage(Duration limit, Duration longest) {
        Part whole = part(Phase.OUTAGE);
        double share = limit.plus(BEYOND_THE_LIMIT).toMillis()
                / (double) longest.plus(BEYOND_THE_LIMIT).toMillis();
        return new Part(Phase.OUTAGE, (int) Math.ceil(whole.orders() * share), Duration.ofMillis((long)
                (whole.length().toMillis() * share)));
    }

    public Part part(Phase phase) {
        return parts.stream().filter(part -> part.phase() == phase).findFirst().orElseThrow();
    }
}
