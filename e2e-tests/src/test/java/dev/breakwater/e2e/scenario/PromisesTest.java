package dev.breakwater.e2e.scenario;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.audit.AuditResult;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.run.Timeline.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromisesTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** Between the healthy phase and the outage, in seconds. */
    private static final double BROKEN = 0.9;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Transition> steps = new ArrayList<>();
    private final List<Met> met = new ArrayList<>();

    @Test
    void halfAsManyCallsAsQuestionsIsLeftAlone() {
        ask(Route.ORDER, Phase.OUTAGE, 40, Outcome.QUEUED, 20);
        met.add(new Met("stripe", 20, 0, 100));

        assertThat(kept("reply-lost").holds()).isTrue();
    }

    @Test
    void oneCallMoreIsNot() {
        ask(Route.ORDER, Phase.OUTAGE, 40, Outcome.QUEUED, 20);
        met.add(new Met("stripe", 21, 0, 100));

        assertThat(kept("reply-lost").holds()).isFalse();
        assertThat(kept("reply-lost").detail()).contains("stripe 21 of 40");
    }

    @Test
    void questionsBesideTheOutageDoNotCount() {
        ask(Route.ORDER, Phase.HEALTHY, 40, Outcome.PRIMARY, 20);
        met.add(new Met("stripe", 1, 50, 100));

        assertThat(kept("reply-lost").holds()).isFalse();
    }

    @Test
    void aCarrierIsMeasuredByTheQuestionsAboutShipping() {
        ask(Route.ORDER, Phase.OUTAGE, 40, Outcome.PRIMARY, 20);
        ask(Route.QUOTE, Phase.OUTAGE, 20, Outcome.DEGRADED, 20);
        met.add(new Met("fedex", 11, 0, 100));

        assertThat(kept("shipping-cascade").holds()).isFalse();
    }

    @Test
    void nothingBrokenProvesNothing() {
        assertThat(kept("reply-lost").holds()).isFalse();
    }

    @Test
    void profilesThatComeQuicklyFromTheirCopiesWhileTheBreakerIsOpenAreServed() {
        open(1);
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99, Outcome.PRIMARY, 200);
        ask(Route.PROFILE, Phase.OUTAGE, 97, Outcome.DEGRADED, 190);
        ask(Route.PROFILE, Phase.OUTAGE, 3, Outcome.FAILED, 190);

        assertThat(kept("db-pool-exhaustion").holds()).isTrue();
    }

    @Test
    void profilesThatAreMissingOrSlowAreFound() {
        open(1);
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99, Outcome.PRIMARY, 200);
        ask(Route.PROFILE, Phase.OUTAGE, 94, Outcome.DEGRADED, 190);
        ask(Route.PROFILE, Phase.OUTAGE, 6, Outcome.FAILED, 190);
        assertThat(kept("db-pool-exhaustion").holds()).isFalse();

        samples.removeIf(sample -> sample.outcome() == Outcome.FAILED);
        assertThat(kept("db-pool-exhaustion").holds()).isTrue();

        ask(Route.PROFILE, Phase.OUTAGE, 2, Outcome.DEGRADED, 201);
        assertThat(kept("db-pool-exhaustion").holds()).isFalse();
    }

    @Test
    void ofThoseWhoAskWhileItIsOpenOneWaitsForEachProbeAndNoMore() {
        open(1);
        step(1.5, OPEN, HALF_OPEN);
        step(4.5, HALF_OPEN, OPEN);
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99, Outcome.PRIMARY, 200);
        ask(Route.PROFILE, Phase.OUTAGE, 40, Outcome.DEGRADED, 190);
        profile(1.49, 3000);
        assertThat(kept("db-pool-exhaustion").holds()).isTrue();
        assertThat(kept("db-pool-exhaustion").detail()).contains("p99 of the 40 copies", "1 probes aside");

        profile(1.49, 3000);
        assertThat(kept("db-pool-exhaustion").holds()).isFalse();
    }

    @Test
    void ofFewTheSlowestMayBeTwiceAsSlow() {
        open(1);
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99 - 1, Outcome.PRIMARY, 200);
        ask(Route.PROFILE, Phase.OUTAGE, 40, Outcome.DEGRADED, 400);
        assertThat(kept("db-pool-exhaustion").holds()).isTrue();

        ask(Route.PROFILE, Phase.OUTAGE, 1, Outcome.DEGRADED, 401);
        assertThat(kept("db-pool-exhaustion").holds()).isFalse();
    }

    @Test
    void whatIsAnsweredAfterItBrokeIsNotHealthy() {
        open(1);
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99, Outcome.PRIMARY, 200);
        ask(
                Route.PROFILE,
                Phase.HEALTHY,
                10,
                Outcome.PRIMARY,
                3000); // enough to be the 99th percentile if they counted
        ask(Route.PROFILE, Phase.OUTAGE, 40, Outcome.DEGRADED, 201);

        assertThat(kept("db-pool-exhaustion").holds()).isFalse();
    }

    @Test
    void aBreakerThatNeverOpensServesNothingFromCopies() {
        ask(Route.PROFILE, Phase.HEALTHY, Promises.ENOUGH_FOR_P99, Outcome.PRIMARY, 200);
        ask(Route.PROFILE, Phase.OUTAGE, 100, Outcome.PRIMARY, 20);

        assertThat(kept("db-pool-exhaustion").holds()).isFalse();
    }

    @Test
    void whatClosesOnceAfterTheHealingIsCalm() {
        open(10);
        step(62, OPEN, HALF_OPEN);
        step(63, HALF_OPEN, CLOSED);

        assertThat(kept("herd").holds()).isTrue();
    }

    @Test
    void aSecondCollapseIsFound() {
        open(10);
        step(62, OPEN, HALF_OPEN);
        step(63, HALF_OPEN, CLOSED);
        step(64, CLOSED, OPEN);
        step(67, OPEN, HALF_OPEN);
        step(68, HALF_OPEN, CLOSED);

        assertThat(kept("herd").holds()).isFalse();
    }

    @Test
    void whatNeverClosesIsFound() {
        open(10);

        assertThat(kept("herd").holds()).isFalse();
    }

    @Test
    void whoIsServedInFullLongBeforeTheHealingHasRecoveredByItself() {
        order(30, Outcome.QUEUED, 100);
        order(50, Outcome.PRIMARY, 18);
        order(50, Outcome.QUEUED, 2);
        order(70, Outcome.QUEUED, 100);
        assertThat(kept("metastable").holds()).isTrue();

        order(50, Outcome.QUEUED, 1);
        assertThat(kept("metastable").holds()).isFalse();
        assertThat(kept("metastable").detail()).contains("18 of 21");
    }

    @Test
    void withoutOrdersBeforeTheHealingNobodyKnowsWhetherItRecovered() {
        order(30, Outcome.PRIMARY, 100);

        assertThat(kept("metastable").holds()).isFalse();
    }

    private void profile(double at, double latencyMs) {
        samples.add(new Sample(
                Phase.OUTAGE, Route.PROFILE, at, latencyMs, Outcome.DEGRADED, 200, null, 0, "", "", false, ""));
    }

    private void order(double at, Outcome outcome, int count) {
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(Phase.OUTAGE, Route.ORDER, at, 20, outcome, 200, null, 0, "", "", false, ""));
        }
    }

    private void open(double at) {
        step(at, CLOSED, OPEN);
    }

    private void step(double at, BreakerState from, BreakerState to) {
        steps.add(Transition.step(START.plusMillis((long) (at * 1000)), from, to, "test"));
    }

    private void ask(Route route, Phase phase, int count, Outcome outcome, double latencyMs) {
        for (int i = 0; i < count; i++) {
            double at = (phase == Phase.HEALTHY ? 0 : 1) + i / 1000.0;
            samples.add(new Sample(phase, route, at, latencyMs, outcome, 200, null, 0, "", "", false, ""));
        }
    }

    private Invariant kept(String name) {
        Scenario scenario = Scenario.ofName(name).orElseThrow();
        String guarded = scenario.owed().duties().isEmpty()
                ? "none"
                : scenario.owed().duties().get(0).breaker();
        Observed run = new Observed(
                Script.brief(scenario, 10, 1, false),
                RunClock.start(Clock.fixed(START, ZoneOffset.UTC)),
                100,
                samples,
                List.of(new Seen("some-service", guarded, CLOSED, new Calls(0, 0, 0, 0), steps)),
                List.of(
                        new Event(BROKEN, Timeline.Kind.FAULT, "it breaks"),
                        new Event(60, Timeline.Kind.PHASE, Phase.RECOVERY.label())),
                met,
                List.of(),
                new Books(List.of(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(), Map.of(), List.of()),
                new AuditResult(0, 0, 0, 0, List.of()),
                List.of());
        List<Invariant> all = new Promises(run).kept();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
