package dev.breakwater.e2e.comparison;

import dev.breakwater.e2e.comparison.Figures.CallsPerOrder;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.Latency;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.report.Summary.Percentiles;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.scenario.Pace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs that are compared. Immutable.
 *
 * @param perSecond orders a second in the busiest phase
 * @param calls that what was broken received
 */
public record ComparedRun(
        Guards guards,
        Summary summary,
        double perSecond,
        List<Sample> orders,
        List<Timeline.Event> events,
        CallCounts calls) {

    public ComparedRun {
        orders = List.copyOf(orders);
        events = List.copyOf(events);
    }

    public static ComparedRun of(Guards guards, Evidence evidence, CallCounts calls) {
        return new ComparedRun(
                guards,
                evidence.summary(),
                evidence.perSecond(),
                evidence.samples().stream().filter(Sample::order).toList(),
                evidence.events(),
                calls);
    }

    /** When the first thing broke, in seconds since the start of the run. */
    double brokenAt() {
        return doings().get(0);
    }

    /** When the last thing was healed. */
    double healedAt() {
        return doings().get(doings().size() - 1);
    }

    private List<Double> doings() {
        List<Double> doings = events.stream()
                .filter(event -> event.kind() != Timeline.Kind.PHASE)
                .map(Timeline.Event::at)
                .sorted()
                .toList();
        if (doings.isEmpty()) {
            throw new IllegalStateException("nothing was broken in the run with guards " + guards.label());
        }
        return doings;
    }

    /** When the last answer came or was given up. */
    double answeredAt() {
        return orders.stream().mapToDouble(Sample::answeredAt).max().orElse(0);
    }

    Figures figures() {
        Percentiles healthy = latency(Phase.HEALTHY);
        return new Figures(
                guards.label(),
                rounded(perSecond),
                new Figures.Orders(
                        count(Phase.OUTAGE),
                        outcomes(Outcome.PRIMARY),
                        outcomes(Outcome.DEGRADED),
                        outcomes(Outcome.QUEUED),
                        outcomes(Outcome.FAILED)),
                callsPerOrder(),
                new Figures.Latencies(healthy, latency(Phase.OUTAGE)),
                Recovery.of(healedAt(), orders, Pace.limit(healthy.p99())),
                summary.ledger().doubleCharged(),
                summary.ledger().unmatched(),
                summary.ledger().lost(),
                summary.invariants().stream()
                        .filter(fact -> !fact.holds())
                        .map(Invariant::name)
                        .toList());
    }

    private @Nullable CallsPerOrder callsPerOrder() {
        return calls.areKnown() ? new CallsPerOrder(callsPerOrder(Phase.HEALTHY), callsPerOrder(Phase.OUTAGE)) : null;
    }

    private double callsPerOrder(Phase phase) {
        double received = spells(phase).stream()
                .mapToDouble(spell -> calls.between(spell.from(), spell.to()))
                .sum();
        return rounded(received / Math.max(1, count(phase)));
    }

    private record Spell(double from, double to) {}

    /** The times of a phase, of which a scenario in stages has several. */
    private List<Spell> spells(Phase phase) {
        List<Timeline.Event> starts = events.stream()
                .filter(event -> event.kind() == Timeline.Kind.PHASE)
                .toList();
        List<Spell> spells = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            if (starts.get(i).text().equals(phase.label())) {
                spells.add(new Spell(starts.get(i).at(), starts.get(i + 1).at()));
            }
        }
        return spells;
    }

    private int count(Phase phase) {
        return (int) orders.stream().filter(order -> order.phase() == phase).count();
    }

    private int outcomes(Outcome outcome) {
        return (int) orders.stream()
                .filter(order -> order.phase() == Phase.OUTAGE && order.outcome() == outcome)
                .count();
    }

    private Percentiles latency(Phase phase) {
        return Latency.of(
                orders.stream().filter(order -> order.phase() == phase).mapToDouble(Sample::latencyMs));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
