package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.faults.Owed;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import dev.breakwater.e2e.run.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Isolation: a route that does not lead to what hangs is as quick as it was in the healthy phase of the same run. */
public final class Pace {

    static final double FACTOR = 2;
    /**
     * Below it nobody waits, and twice next to nothing is noise: one collection of garbage in a service, or one slice of
     * the scheduler on two cores that a dozen Java processes share, is tens of milliseconds.
     */
    static final double FLOOR_MS = 150;
    /** A healthy phase that is slower than this was not healthy, and twice of it proves nothing. */
    static final double HEALTHY_MS = 1_000;
    /** Fewer say nothing about the slowest hundredth. */
    private static final int LEAST_SAMPLES = 40;

    private Pace() {}

    /** The longest 99th percentile that is as quick as a healthy one, in milliseconds. */
    public static double limit(double healthyP99) {
        return Math.max(FACTOR * healthyP99, FLOOR_MS);
    }

    static Invariant kept(List<Sample> samples, Owed owed) {
        List<String> figures = new ArrayList<>();
        boolean kept = true;
        for (Route route : Route.values()) {
            if (owed.touched().contains(route) || count(samples, route, Phase.HEALTHY) < LEAST_SAMPLES) {
                continue;
            }
            double healthy = p99(samples, route, Phase.HEALTHY);
            double outage = p99(samples, route, Phase.OUTAGE);
            kept &= healthy <= HEALTHY_MS && outage <= limit(healthy);
            figures.add(String.format(Locale.ROOT, "%s %.0f → %.0f ms", route.label(), healthy, outage));
        }
        return new Invariant(
                "otherRoutesKeepTheirPace",
                kept && !figures.isEmpty(),
                "p99 healthy → outage: " + String.join(", ", figures) + " (healthy at most " + (int) HEALTHY_MS
                        + " ms, outage at most twice that or " + (int) FLOOR_MS + " ms)");
    }

    private static long count(List<Sample> samples, Route route, Phase phase) {
        return samples.stream()
                .filter(sample -> sample.route() == route && sample.phase() == phase)
                .count();
    }

    private static double p99(List<Sample> samples, Route route, Phase phase) {
        return Latency.of(samples.stream()
                        .filter(sample -> sample.route() == route && sample.phase() == phase)
                        .mapToDouble(Sample::latencyMs))
                .p99();
    }
}
