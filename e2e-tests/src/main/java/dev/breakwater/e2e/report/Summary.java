package dev.breakwater.e2e.report;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Invariant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The verdict on one run, as {@code summary.json} holds it: names and nesting are those of the file.
 *
 * @param guards that the services ran with, see {@link Guards}
 * @param incident what one tells of an incident, by {@link Figure#key}; those that the run could not know are not there
 */
public record Summary(
        String scenario,
        int speed,
        long seed,
        String guards,
        double durationSeconds,
        Requests requests,
        Orders orders,
        Payments payments,
        Ledger ledger,
        List<Breaker> breakers,
        LatencyMs latencyMs,
        List<Invariant> invariants,
        Map<String, Number> incident) {

    public Summary {
        breakers = List.copyOf(breakers);
        invariants = List.copyOf(invariants);
        incident = Collections.unmodifiableMap(new LinkedHashMap<>(incident));
    }

    /** Whether guards were taken away, so that what is violated shows what they are for. */
    public boolean lacksGuards() {
        return !guards.equals(Guards.ALL.label());
    }

    public boolean everythingHolds() {
        return invariants.stream().allMatch(Invariant::holds);
    }

    /** A figure of the incident; empty if the run could not know it. */
    OptionalDouble figure(Figure figure) {
        Number value = incident.get(figure.key());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }

    /** Everything that was asked, orders and looks at pages. */
    public record Requests(int total, int primary, int degraded, int queued, int failed) {}

    /**
     * Where the orders ended.
     *
     * @param placed orders that arrived at the shop
     * @param pending accepted and not settled at the end
     * @param declined refused because of the card, at once or later
     * @param rejected refused for want of stock
     */
    public record Orders(int placed, int confirmed, int pending, int declined, int rejected) {}

    /**
     * Where the payments ended.
     *
     * @param charged at once; the two queued ones waited for Stripe first
     */
    public record Payments(int charged, int queuedThenCharged, int queuedThenDeclined, int inReview) {}

    public record Ledger(int providerCharges, int doubleCharged, int unmatched, int lost) {}

    public record Breaker(String name, List<Step> transitions) {

        public Breaker {
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * A change of state.
     *
     * @param t seconds since the start of the run
     */
    public record Step(double t, String from, String to, String cause) {}

    /** Of orders, from the moment each was due. */
    public record LatencyMs(Percentiles healthy, Percentiles outage) {}

    public record Percentiles(double p50, double p99) {}
}
