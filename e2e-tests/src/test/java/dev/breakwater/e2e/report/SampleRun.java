package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
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
import java.util.List;
import java.util.SplittableRandom;

/** A made-up run that looks like a real one. */
final class SampleRun {

    private final RunClock clock = RunClock.start(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));

    List<Sample> samples() {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 1150; i++) {
            double at = i / 22.5;
            boolean outage = at > 20 && at < 45;
            double latency = (outage && at < 22 ? 5000 : 20) * (0.5 + random.nextDouble());
            int status = outage ? 202 : random.nextInt(25) == 0 ? 402 : 201;
            samples.add(new Sample(
                    Phase.HEALTHY,
                    Route.ORDER,
                    at,
                    latency,
                    outage ? Outcome.QUEUED : Outcome.PRIMARY,
                    status,
                    "o" + i,
                    4200,
                    "EUR",
                    "",
                    false,
                    ""));
        }
        return samples;
    }

    Evidence evidence(boolean holds) {
        return evidence(holds, "all");
    }

    Evidence evidence(boolean holds, String guards) {
        List<Transition> steps = List.of(
                step(21.2, CLOSED, OPEN, "20 calls in a row failed"),
                step(24.1, OPEN, HALF_OPEN, "waited 3 s"),
                step(24.3, HALF_OPEN, OPEN, "a probe failed"),
                step(46.0, OPEN, HALF_OPEN, "waited 3 s"),
                step(46.5, HALF_OPEN, CLOSED, "three probes in a row succeeded"));
        List<Event> events = List.of(
                new Event(0, Kind.PHASE, "warm-up"),
                new Event(5, Kind.PHASE, "healthy"),
                new Event(20, Kind.FAULT, "Stripe breaks: error-503"),
                new Event(20, Kind.PHASE, "outage"),
                new Event(30, Kind.KILL, "SIGKILL payment-service"),
                new Event(45, Kind.FAULT, "Stripe is healed"),
                new Event(45, Kind.PHASE, "recovery"),
                new Event(51, Kind.PHASE, "drain"));
        List<Seen> seen = List.of(
                new Seen("payment-service", "stripe", CLOSED, steps),
                new Seen("order-service", "inventory-service", CLOSED, List.of()));
        return new Evidence(
                summary(steps, holds, guards),
                Scenario.of(Catalogue.fault("error-503")),
                true,
                22.5,
                clock,
                samples(),
                seen,
                events);
    }

    private Summary summary(List<Transition> steps, boolean holds, String guards) {
        return new Summary(
                "stripe-outage",
                10,
                1,
                guards,
                60.5,
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
                                holds ? "1100 charges" : "order <b>7</b> was charged twice")));
    }

    private Summary.Step written(Transition step) {
        return new Summary.Step(
                clock.seconds(step.at()), step.from().label(), step.to().label(), step.cause());
    }

    private Transition step(double second, BreakerState from, BreakerState to, String cause) {
        return Transition.step(clock.started().plusMillis(Math.round(second * 1000)), from, to, cause);
    }
}
