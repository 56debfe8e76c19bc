package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline.Event;
import dev.breakwater.e2e.run.Timeline.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A made-up run that looks like a real one. */
final class SampleRun {

    private static final double BROKEN = 20;
    private static final double HEALED = 45;
    private static final double END = 60.5;

    private final RunClock clock = RunClock.start(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));
    private final String scenario;

    SampleRun() {
        this(Scenario.STRIPE_OUTAGE);
    }

    SampleRun(String scenario) {
        this.scenario = scenario;
    }

    List<Sample> samples() {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 1150; i++) {
            double at = i / 22.5;
            boolean outage = at > BROKEN && at < HEALED;
            double latency = (outage && at < 22 ? 5000 : 20) * (0.5 + random.nextDouble());
            int status = outage ? 202 : random.nextInt(25) == 0 ? 402 : 201;
            samples.add(sample(Route.ORDER, at, latency, outage ? Outcome.QUEUED : Outcome.PRIMARY, status));
            if (i % 10 == 0) {
                samples.add(sample(Route.PRODUCTS, at, 3 + 8 * random.nextDouble(), Outcome.PRIMARY, 200));
            }
        }
        return samples;
    }

    private static Sample sample(Route route, double at, double latency, Outcome outcome, int status) {
        boolean order = route == Route.ORDER;
        return new Sample(
                at > BROKEN && at < HEALED ? Phase.OUTAGE : Phase.HEALTHY,
                route,
                at,
                latency,
                outcome,
                status,
                order ? "o" + at : null,
                order ? 4200 : 0,
                order ? "EUR" : "",
                "",
                false,
                "");
    }

    Evidence evidence(boolean holds) {
        return evidence(holds, "all", events());
    }

    Evidence evidence(boolean holds, String guards) {
        return evidence(holds, guards, events());
    }

    Evidence evidence(boolean holds, List<Event> events) {
        return evidence(holds, "all", events);
    }

    private Evidence evidence(boolean holds, String guards, List<Event> events) {
        List<Transition> steps = List.of(
                step(21.2, CLOSED, OPEN, "20 calls in a row failed"),
                step(24.1, OPEN, HALF_OPEN, "waited 3 s"),
                step(24.3, HALF_OPEN, OPEN, "a probe failed"),
                step(46.0, OPEN, HALF_OPEN, "waited 3 s"),
                step(46.5, HALF_OPEN, CLOSED, "three probes in a row succeeded"));
        List<Seen> seen = List.of(
                new Seen("payment-service", "stripe", CLOSED, new Calls(1170, 586, 24, 560), steps),
                new Seen("order-service", "inventory-service", CLOSED, new Calls(1150, 1150, 0, 0), List.of()));
        return new Evidence(
                summary(steps, holds, guards),
                Scenario.of(Catalogue.fault("error-503")),
                true,
                22.5,
                clock,
                samples(),
                seen,
                events,
                backlog());
    }

    static List<Event> events() {
        return List.of(
                new Event(0, Kind.PHASE, "warm-up"),
                new Event(5, Kind.PHASE, "healthy"),
                new Event(BROKEN, Kind.FAULT, "Stripe breaks: error-503"),
                new Event(BROKEN, Kind.PHASE, "outage"),
                new Event(30, Kind.KILL, "SIGKILL payment-service"),
                new Event(HEALED, Kind.FAULT, "Stripe is healed"),
                new Event(HEALED, Kind.PHASE, "recovery"),
                new Event(51, Kind.PHASE, "drain"));
    }

    /** Forty things at close quarters, four of them at one moment. */
    static List<Event> manyEvents() {
        List<Event> events = new ArrayList<>(events());
        for (int i = 0; i < 36; i++) {
            events.add(new Event(22 + i * 0.37, i % 3 == 0 ? Kind.KILL : Kind.FAULT, "Thing " + i + " happens"));
        }
        for (int i = 0; i < 4; i++) {
            events.add(new Event(40, Kind.KILL, "SIGKILL the " + i + "th"));
        }
        events.sort(Comparator.comparingDouble(Event::at));
        return events;
    }

    /** Of two readings nobody could tell the depth of the queue, of one what the order database holds. */
    List<Backlog> backlog() {
        List<Backlog> backlog = new ArrayList<>();
        for (int second = 1; second < END; second++) {
            double in = Math.min(second, HEALED) - BROKEN;
            double out = Math.max(0, second - HEALED - 2) * 60;
            long pending = Math.round(Math.max(0, in * 22.5 - out));
            backlog.add(new Backlog(
                    second,
                    second == 30 || second == 31 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, pending - 3)),
                    second == 33 ? OptionalLong.empty() : OptionalLong.of(pending),
                    second == 33 ? OptionalDouble.empty() : OptionalDouble.of(pending == 0 ? 0 : second - BROKEN)));
        }
        return backlog;
    }

    private Summary summary(List<Transition> steps, boolean holds, String guards) {
        return new Summary(
                scenario,
                10,
                1,
                guards,
                END,
                new Summary.Requests(1265, 700, 0, 565, 0),
                new Summary.Orders(1150, 1100, 0, 50, 0),
                new Summary.Payments(600, 500, 20, 0),
                new Summary.Ledger(1100, 0, 0, 0),
                List.of(new Summary.Breaker(
                        "stripe", steps.stream().map(this::written).toList())),
                new Summary.LatencyMs(new Summary.Percentiles(20, 31), new Summary.Percentiles(22, 5100)),
                List.of(
                        new Invariant("noRequestFails", true, "1265 requests, none failed"),
                        new Invariant(
                                "nobodyIsChargedTwice",
                                holds,
                                holds ? "1100 charges" : "order <b>7</b> was charged twice")),
                incident());
    }

    private static Map<String, Number> incident() {
        Map<String, Number> incident = new LinkedHashMap<>();
        incident.put(Figure.BREAKER_CALLS.key(), 1170);
        incident.put(Figure.BREAKER_CALLS_FAILED.key(), 24);
        incident.put(Figure.SECONDS_TO_OPEN.key(), 1.2);
        incident.put(Figure.OPEN_SECONDS.key(), 25.3);
        incident.put(Figure.FALLBACK_SUCCESS.key(), 100.0);
        incident.put(Figure.CUSTOMER_IMPACT.key(), 0.0);
        incident.put(Figure.MONEY_AT_RISK.key(), 2_360_400);
        incident.put(Figure.MONEY_SETTLED.key(), 2_276_400);
        incident.put(Figure.CACHE_HITS.key(), 99.5);
        incident.put(Figure.CACHE_P99.key(), 9);
        incident.put(Figure.HEALTHY_P99.key(), 36);
        return incident;
    }

    private Summary.Step written(Transition step) {
        return new Summary.Step(
                clock.seconds(step.at()), step.from().label(), step.to().label(), step.cause());
    }

    private Transition step(double second, BreakerState from, BreakerState to, String cause) {
        return Transition.step(clock.started().plusMillis(Math.round(second * 1000)), from, to, cause);
    }
}
