package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.faults.Promise;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Invariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a run kept what its scenario promises beside what is owed in every one. */
final class Promises {

    /** A guard that still lets every second question through guards little. */
    private static final double MOST_ASKED = 0.5;

    /** The specification's hit rate of the cache, from its incident at the user database. */
    static final double LEAST_SERVED = 0.942;

    /**
     * Of fewer than these, the 99th percentile is the one or two slowest, and one slice of the scheduler more than the others': those
     * of copies may then be as slow as what is as quick elsewhere.
     */
    static final int ENOUGH_FOR_P99 = 300;

    /** Of an outage, whose trigger was over long before. */
    private static final double LAST_SHARE = 0.25;

    private static final double MOST = 0.9;

    private static final Set<String> ASKED_FOR_QUOTES = Set.of("fedex", "ups");

    private final Observed run;

    Promises(Observed run) {
        this.run = run;
    }

    List<Invariant> kept() {
        return run.script().scenario().promises().stream()
                .sorted()
                .map(this::kept)
                .toList();
    }

    private Invariant kept(Promise promise) {
        return switch (promise) {
            case LEFT_ALONE -> leftAlone();
            case COPIES_SERVE -> copiesServe();
            case CALM_RECOVERY -> calmRecovery();
            case RECOVERS_BY_ITSELF -> recoversByItself();
        };
    }

    /** In the last quarter of the outage, long after its trigger and before anything is healed, orders are paid at once as on any day. */
    private Invariant recoversByItself() {
        double from = begun(Phase.OUTAGE);
        double to = begun(Phase.RECOVERY);
        double last = to - (to - from) * LAST_SHARE;
        List<Sample> orders = run.samples().stream()
                .filter(sample -> sample.route() == Route.ORDER)
                .filter(sample -> sample.at() >= last && sample.at() < to)
                .toList();
        long primary = orders.stream()
                .filter(sample -> sample.outcome() == Outcome.PRIMARY)
                .count();
        return new Invariant(
                "recoversByItself",
                !orders.isEmpty() && primary >= MOST * orders.size(),
                String.format(
                        Locale.ROOT,
                        "%d of %d orders were served in full in the last %.0f s before anything was healed (at least %.0f %%)",
                        primary,
                        orders.size(),
                        to - last,
                        MOST * 100));
    }

    private double begun(Phase phase) {
        return run.events().stream()
                .filter(event -> event.text().equals(phase.label()))
                .mapToDouble(event -> event.at())
                .min()
                .orElse(0);
    }

    /** Of each thing that is broken, over all stages that break it. */
    private Invariant leftAlone() {
        Map<String, Long> calls = new LinkedHashMap<>();
        Map<String, Long> asked = new LinkedHashMap<>();
        for (Met met : run.met()) {
            Route route = ASKED_FOR_QUOTES.contains(met.target()) ? Route.QUOTE : Route.ORDER;
            long meanwhile = run.samples().stream()
                    .filter(sample -> sample.route() == route)
                    .filter(sample -> sample.at() >= met.from() && sample.at() < met.to())
                    .count();
            calls.merge(met.target(), met.calls(), Long::sum);
            asked.merge(met.target(), meanwhile, Long::sum);
        }
        List<String> figures = new ArrayList<>();
        boolean kept = !calls.isEmpty();
        for (Map.Entry<String, Long> met : calls.entrySet()) {
            long all = asked.getOrDefault(met.getKey(), 0L);
            kept &= met.getValue() <= MOST_ASKED * all;
            figures.add(met.getKey() + " " + met.getValue() + " of " + all);
        }
        return new Invariant(
                "whatIsBrokenIsLeftAlone",
                kept,
                "calls that met the fault, of what customers asked for (at most half): " + String.join(", ", figures));
    }

    private Invariant copiesServe() {
        Profiles profiles = Profiles.of(run);
        double copies = Profiles.p99(profiles.copies());
        double healthy = Profiles.p99(profiles.healthy());
        double most = profiles.healthy().size() >= ENOUGH_FOR_P99 ? 1 : Pace.FACTOR;
        boolean kept = !profiles.copies().isEmpty()
                && profiles.served() >= LEAST_SERVED * profiles.outage().size()
                && copies <= most * healthy;
        return new Invariant(
                "copiesServe",
                kept,
                String.format(
                        Locale.ROOT,
                        "%d of %d profiles served while their database was broken (at least %.1f %%), p99 of the %d copies while the breaker was not closed, %d probes aside, %.0f ms,"
                                + " of the %d before it broke, %.0f ms (at most %.0f times that)",
                        profiles.served(),
                        profiles.outage().size(),
                        LEAST_SERVED * 100,
                        profiles.copies().size(),
                        profiles.probes(),
                        copies,
                        profiles.healthy().size(),
                        healthy,
                        most));
    }

    /** What has opened closes once, under the rush of those who waited, and stays closed. */
    private Invariant calmRecovery() {
        double healed = begun(Phase.RECOVERY);
        List<String> figures = new ArrayList<>();
        boolean kept = true;
        for (Seen seen : run.dutiful()) {
            List<Transition> after = seen.transitions().stream()
                    .filter(step -> run.clock().seconds(step.at()) >= healed)
                    .toList();
            long closed = after.stream()
                    .filter(step -> step.to() == BreakerState.CLOSED)
                    .count();
            long collapsed = after.stream()
                    .filter(step -> step.from() == BreakerState.CLOSED)
                    .count();
            kept &= closed == 1 && collapsed == 0;
            figures.add(seen.name() + " closed " + closed + " times and opened again " + collapsed + " times");
        }
        return new Invariant("recoveryIsCalm", kept && !figures.isEmpty(), String.join("; ", figures));
    }
}
