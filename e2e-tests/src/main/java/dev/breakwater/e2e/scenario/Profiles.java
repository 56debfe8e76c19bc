package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The profiles of a run in which their database was broken.
 *
 * @param healthy those that were answered before it broke, with as many customers at the end as came later
 * @param outage those that were asked for while it was broken
 * @param whileOpen those that were asked for while its breaker was not closed
 * @param copies of these, those that came from a copy, without one for each probe: that one waits for the database before it gets its copy
 * @param probes how many were left out for that
 */
record Profiles(List<Sample> healthy, List<Sample> outage, List<Sample> whileOpen, List<Sample> copies, int probes) {

    static Profiles of(Observed run) {
        double broken = run.brokenAt().orElse(Double.POSITIVE_INFINITY);
        OpenTimes open = OpenTimes.of(run.dutiful(), run.clock(), run.seconds());
        List<Sample> all = run.samples().stream()
                .filter(sample -> sample.route() == Route.PROFILE)
                .toList();
        List<Sample> whileOpen =
                all.stream().filter(sample -> open.has(sample.at())).toList();
        List<Sample> degraded = whileOpen.stream()
                .filter(sample -> sample.outcome() == Outcome.DEGRADED)
                .toList();
        List<Sample> copies = withoutProbes(degraded, run);
        return new Profiles(
                all.stream()
                        .filter(sample -> sample.phase() != Phase.WARM_UP && sample.answeredAt() <= broken)
                        .toList(),
                all.stream()
                        .filter(sample -> sample.phase() == Phase.OUTAGE && sample.at() >= broken)
                        .toList(),
                whileOpen,
                copies,
                degraded.size() - copies.size());
    }

    /** A step to half-open is one call that is let through: the last of those that were on their way just then. */
    private static List<Sample> withoutProbes(List<Sample> whileOpen, Observed run) {
        List<Sample> left = new ArrayList<>(whileOpen);
        run.dutiful().stream()
                .flatMap(seen -> seen.transitions().stream())
                .filter(step -> step.from() == BreakerState.OPEN && step.to() == BreakerState.HALF_OPEN)
                .mapToDouble(step -> run.clock().seconds(step.at()))
                .forEach(let -> left.stream()
                        .filter(sample -> sample.at() <= let && let <= sample.answeredAt())
                        .max(Comparator.comparingDouble(Sample::at))
                        .ifPresent(left::remove));
        return left;
    }

    long served() {
        return outage.stream()
                .filter(sample -> sample.outcome() != Outcome.FAILED)
                .count();
    }

    static double p99(List<Sample> profiles) {
        return Latency.of(profiles.stream().mapToDouble(Sample::latencyMs)).p99();
    }
}
