package dev.breakwater.e2e.comparison;

import dev.breakwater.e2e.comparison.CallCounts.Count;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Timeline.Event;
import dev.breakwater.e2e.run.Timeline.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A made-up run of ten orders a second: healthy for ten seconds, then an outage of twenty, then ten seconds more. Whatever is broken gets one call an
 * order while all is well.
 */
final class MadeUpRun {

    static final double HEALTHY_SECONDS = 10;
    static final double OUTAGE_SECONDS = 20;
    static final double RECOVERY_SECONDS = 10;
    static final int PER_SECOND = 10;
    private static final double HEALTHY_MS = 100;

    private final double begins;
    private Outcome inOutage = Outcome.FAILED;
    private double slowestMs = HEALTHY_MS;
    private double callsPerOrder = 1;
    private double ill;
    private int doubleCharged;
    private boolean holds = true;

    /** @param begins when the first order is due, in seconds since the start of the run */
    MadeUpRun(double begins) {
        this.begins = begins;
    }

    MadeUpRun inOutage(Outcome outcome, double slowest, double calls) {
        inOutage = outcome;
        slowestMs = slowest;
        callsPerOrder = calls;
        return this;
    }

    /** What is wrong stays wrong for so long after it was healed. */
    MadeUpRun illFor(double seconds) {
        ill = seconds;
        return this;
    }

    MadeUpRun charging(int twice) {
        doubleCharged = twice;
        return this;
    }

    MadeUpRun violating() {
        holds = false;
        return this;
    }

    double brokenAt() {
        return begins + HEALTHY_SECONDS;
    }

    double healedAt() {
        return brokenAt() + OUTAGE_SECONDS;
    }

    double end() {
        return healedAt() + RECOVERY_SECONDS;
    }

    ComparedRun with(Guards guards) {
        return new ComparedRun(guards, summary(guards), PER_SECOND, orders(), events(), calls());
    }

    List<Sample> orders() {
        List<Sample> orders = new ArrayList<>();
        int count = (int) Math.round((end() - begins) * PER_SECOND);
        for (int i = 0; i < count; i++) {
            double at = begins + (double) i / PER_SECOND;
            boolean outage = at >= brokenAt() && at < healedAt();
            boolean wrong = at >= brokenAt() && at < healedAt() + ill;
            orders.add(order(
                    outage ? Phase.OUTAGE : at < brokenAt() ? Phase.HEALTHY : Phase.RECOVERY,
                    at,
                    wrong ? inOutage : Outcome.PRIMARY,
                    wrong ? slowestMs : HEALTHY_MS));
        }
        return orders;
    }

    static Sample order(Phase phase, double at, Outcome outcome, double latencyMs) {
        int status =
                switch (outcome) {
                    case QUEUED -> 202;
                    case FAILED -> 503;
                    default -> 201;
                };
        return new Sample(phase, Route.ORDER, at, latencyMs, outcome, status, "o", 4200, "EUR", "", false, "");
    }

    private List<Event> events() {
        return List.of(
                new Event(begins, Kind.PHASE, "healthy"),
                new Event(brokenAt(), Kind.FAULT, "Stripe breaks: error-503"),
                new Event(brokenAt(), Kind.PHASE, "outage"),
                new Event(healedAt(), Kind.PHASE, "recovery"),
                new Event(healedAt(), Kind.FAULT, "Stripe is healed"),
                new Event(end(), Kind.PHASE, "drain"));
    }

    private CallCounts calls() {
        List<Count> counts = new ArrayList<>();
        double calls = 1_000;
        for (double at = begins - 1; at <= end() + 1; at += 0.5) {
            counts.add(new Count(at, Math.round(calls)));
            double rate = at < begins || at >= end() ? 0 : PER_SECOND;
            calls += 0.5 * rate * (at >= brokenAt() && at < healedAt() ? callsPerOrder : 1);
        }
        return new CallCounts(counts);
    }

    private Summary summary(Guards guards) {
        Summary.Percentiles none = new Summary.Percentiles(0, 0);
        return new Summary(
                "stripe-outage",
                10,
                1,
                guards.label(),
                end(),
                new Summary.Requests(400, 200, 0, 200, 0),
                new Summary.Orders(400, 400, 0, 0, 0),
                new Summary.Payments(400, 0, 0, 0),
                new Summary.Ledger(400, doubleCharged, 0, 0),
                List.of(),
                new Summary.LatencyMs(none, none),
                List.of(new Invariant("noRequestFails", holds, "")),
                Map.of());
    }
}
