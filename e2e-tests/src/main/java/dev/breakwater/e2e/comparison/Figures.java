package dev.breakwater.e2e.comparison;

import dev.breakwater.e2e.report.Summary.Percentiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run comes to, as {@code summary.json} of the comparison holds it.
 *
 * @param guards that the services ran with
 * @param ordersPerSecond in the busiest phase
 * @param outage orders that were due while something was broken, by what they were answered
 * @param callsPerOrder to what was broken; null if nobody counted them
 * @param secondsToFullService from the end of the fault
 * @param violated the invariants that did not hold
 */
record Figures(
        String guards,
        double ordersPerSecond,
        Orders outage,
        @Nullable CallsPerOrder callsPerOrder,
        Latencies latencyMs,
        Recovery secondsToFullService,
        int doubleCharged,
        int unmatched,
        int lost,
        List<String> violated) {

    Figures {
        violated = List.copyOf(violated);
    }

    record Orders(int total, int primary, int degraded, int queued, int failed) {}

    record CallsPerOrder(double healthy, double outage) {}

    /** Of orders, from the moment each was due. */
    record Latencies(Percentiles healthy, Percentiles outage) {}
}
