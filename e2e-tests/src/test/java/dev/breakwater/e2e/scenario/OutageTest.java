package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Timeline;
import dev.breakwater.e2e.run.Victim;
import dev.breakwater.e2e.scenario.Plan.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The scenario against a fake of the whole system: does it notice what it must? Each test has a fake of its own. */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {

    private static final Plan SMALL = new Plan(
            List.of(
                    new Part(Phase.WARM_UP, 0, Duration.ZERO),
                    new Part(Phase.HEALTHY, 30, Duration.ofMillis(500)),
                    new Part(Phase.OUTAGE, 40, Duration.ofMillis(600)),
                    new Part(Phase.RECOVERY, 20, Duration.ofMillis(300)),
                    new Part(Phase.HEALED, 5, Duration.ofMillis(100))),
            Plan.LEAST_ORDERS,
            Plan.LEAST_IN_OUTAGE);

    private final Clock clock = Clock.systemUTC();
    private final FakeSystem system = new FakeSystem(clock);
    private final Map<String, Victim> processes = new LinkedHashMap<>();

    OutageTest() throws IOException {}

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void aSystemThatDoesEverythingRightViolatesNothingButTheCountOfThisSmallPlan() throws Exception {
        Evidence evidence = play(false);
        Summary summary = evidence.summary();

        assertThat(violated(summary)).containsExactly("enoughOrdersArrive");
        assertThat(summary.orders().placed()).isGreaterThanOrEqualTo(95);
        // how many of the forty come before it is healed is up to the machine, but each of those meets it
        assertThat(system.metTheFault()).isPositive().isGreaterThanOrEqualTo(ordersWithinTheOutage(evidence));
        assertThat(summary.requests().queued()).isEqualTo(system.metTheFault());
        assertThat(summary.payments().queuedThenCharged() + summary.payments().queuedThenDeclined())
                .isEqualTo(system.metTheFault());
        assertThat(summary.ledger().providerCharges())
                .isEqualTo(summary.orders().confirmed());
        assertThat(summary.breakers())
                .singleElement()
                .satisfies(stripe -> assertThat(stripe.transitions())
                        .extracting(Summary.Step::to)
                        .containsExactly("open", "half-open", "closed"));
    }

    @Test
    void aSecondRunOnTheSameSystemAuditsItsOwnOrdersAlone() throws Exception {
        Summary first = play(false).summary();
        Summary second = play(false).summary();

        for (Summary run : List.of(first, second)) {
            assertThat(run.orders().placed()).isBetween(95, run.requests().total());
        }
        assertThat(violated(second)).containsExactly("enoughOrdersArrive");
        assertThat(second.breakers())
                .singleElement()
                .satisfies(stripe -> assertThat(stripe.transitions()).hasSize(3));
    }

    @Test
    void aFaultThatDoesNotHappenIsFound() throws Exception {
        system.faultDoesNothing = true;

        assertThat(violated(play(false).summary()))
                .contains("faultStrikes", "breakerFollowsTheDiagram", "fallbackServes");
    }

    @Test
    void aDoubleChargeIsFound() throws Exception {
        system.chargesTheFirstQueuedOrderTwice = true;
        Summary summary = play(false).summary();

        assertThat(summary.ledger().doubleCharged()).isOne();
        assertThat(violated(summary)).contains("nobodyIsChargedTwice");
    }

    @Test
    void anOrderThatIsForgottenIsFound() throws Exception {
        system.forgetsTheLastOrder = true;
        Summary summary = play(false).summary();

        assertThat(summary.ledger().lost()).isOne();
        assertThat(violated(summary)).contains("acknowledgedOrdersAreStored");
    }

    @Test
    void oneFailureBeforeTheBreakerTripsIsFound() throws Exception {
        system.answers500ToTheFirstOrderOfAnOutage = true;
        Summary summary = play(false).summary();

        assertThat(summary.requests().failed()).isOne();
        assertThat(violated(summary)).containsExactlyInAnyOrder("noRequestFails", "enoughOrdersArrive");
    }

    @Test
    void chaosKillsEachVictimOnceDuringTheOutageAndBringsItBack() throws Exception {
        for (String name : List.of("payment-service", "payment-fallback-service", "sqs")) {
            processes.put(name, new Mortal(name, true));
        }
        Evidence evidence = play(true);

        assertThat(evidence.events().stream()
                        .filter(event -> event.kind() == Timeline.Kind.KILL)
                        .map(Timeline.Event::text))
                .filteredOn(text -> text.startsWith("SIGKILL"))
                .containsExactlyInAnyOrder(
                        "SIGKILL payment-service", "SIGKILL payment-fallback-service", "SIGKILL sqs");
        assertThat(violated(evidence.summary())).doesNotContain("whatWasBrokenComesBack", "everyProcessIsAlive");
    }

    @Test
    void aProcessThatDoesNotComeBackIsFound() throws Exception {
        processes.put("payment-service", new Mortal("payment-service", true));
        processes.put("payment-fallback-service", new Mortal("payment-fallback-service", true));
        processes.put("sqs", new Mortal("sqs", false));

        assertThat(violated(play(true).summary())).contains("whatWasBrokenComesBack", "everyProcessIsAlive");
    }

    private Evidence play(boolean kill) throws Exception {
        Console console =
                new Console(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false);
        Shop shop = system.shop(processes);
        Script script = new Script(Scenario.of(Catalogue.fault("error-503")), 10, 1, kill, SMALL, Mix.BUYING, false);
        return new Outage(shop, Crowd.gather(shop, clock), system, script, Duration.ofMillis(200), clock, console)
                .run();
    }

    /** Those that were sent when it was broken and answered before it could be healed. */
    private static long ordersWithinTheOutage(Evidence evidence) {
        double broken = at(evidence, "Stripe breaks");
        double end = at(evidence, Phase.OUTAGE.label())
                + SMALL.part(Phase.OUTAGE).length().toMillis() / 1e3;
        return evidence.samples().stream()
                .filter(Sample::order)
                .filter(order -> order.at() > broken && order.answeredAt() < end)
                .count();
    }

    private static double at(Evidence evidence, String event) {
        return evidence.events().stream()
                .filter(one -> one.text().startsWith(event))
                .mapToDouble(Timeline.Event::at)
                .min()
                .orElseThrow();
    }

    private static List<String> violated(Summary summary) {
        return summary.invariants().stream()
                .filter(fact -> !fact.holds())
                .map(Invariant::name)
                .toList();
    }

    /** A process that dies when killed, and may or may not start again. */
    private static final class Mortal implements Victim {

        private final String name;
        private final boolean returns;
        private volatile boolean alive = true;

        Mortal(String name, boolean returns) {
            this.name = name;
            this.returns = returns;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public void kill() {
            alive = false;
        }

        @Override
        public void start() throws IOException {
            if (!returns) {
                throw new IOException(name + " does not start");
            }
            alive = true;
        }

        @Override
        public void suspend() {}

        @Override
        public void resume() {}

        @Override
        public boolean isAlive() {
            return alive;
        }
    }
}
