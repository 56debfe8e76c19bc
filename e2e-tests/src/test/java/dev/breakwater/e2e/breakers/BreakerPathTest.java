package dev.breakwater.e2e.breakers;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Verdict;
import dev.breakwater.e2e.run.Invariant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerPathTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void oneOutageOpensProbesAndCloses() {
        assertHolds(check(Verdict.ONE_OUTAGE, CLOSED, path(CLOSED, OPEN, HALF_OPEN, CLOSED)));
        assertHolds(check(
                Verdict.ONE_OUTAGE, CLOSED, path(CLOSED, OPEN, HALF_OPEN, OPEN, HALF_OPEN, OPEN, HALF_OPEN, CLOSED)));
    }

    @Test
    void aBreakerThatNeverOpensIsFound() {
        assertViolated(check(Verdict.ONE_OUTAGE, CLOSED, List.of()), "it never opened");
        assertViolated(check(Verdict.ANY_LEGAL_PATH, CLOSED, List.of()), "it never opened");
    }

    @Test
    void aBreakerThatStaysOpenIsFound() {
        assertViolated(check(Verdict.ONE_OUTAGE, OPEN, path(CLOSED, OPEN)), "it ended open");
        assertViolated(check(Verdict.ONE_OUTAGE, HALF_OPEN, path(CLOSED, OPEN, HALF_OPEN)), "it ended half-open");
    }

    @Test
    void aStepBesideTheDiagramIsFound() {
        assertViolated(check(Verdict.ANY_LEGAL_PATH, CLOSED, path(CLOSED, OPEN, CLOSED)), "open → closed is not in");
        assertViolated(
                check(Verdict.ANY_LEGAL_PATH, CLOSED, path(CLOSED, HALF_OPEN, CLOSED)), "closed → half-open is not in");
    }

    @Test
    void aGapInTheHistoryIsFound() {
        List<Transition> gap = List.of(
                Transition.step(START, CLOSED, OPEN, ""), Transition.step(START.plusSeconds(1), HALF_OPEN, CLOSED, ""));
        assertViolated(check(Verdict.ONE_OUTAGE, CLOSED, gap), "it was open before it left half-open");
    }

    @Test
    void openingTwiceIsRightOnlyUnderAFaultThatComesAndGoes() {
        List<Transition> twice = path(CLOSED, OPEN, HALF_OPEN, CLOSED, OPEN, HALF_OPEN, CLOSED);
        assertViolated(check(Verdict.ONE_OUTAGE, CLOSED, twice), "one outage opened it 2 times");
        assertHolds(check(Verdict.ANY_LEGAL_PATH, CLOSED, twice));
    }

    @Test
    void afterAKillTheNextLifeStartsClosedAndOwesAWholeOutage() {
        BreakerHistory history = new BreakerHistory();
        history.read(OPEN, Calls.NONE, path(CLOSED, OPEN));
        history.died(START.plusSeconds(10), "payment-service was killed");
        history.read(CLOSED, Calls.NONE, List.of());
        history.read(CLOSED, Calls.NONE, path(CLOSED, OPEN, HALF_OPEN, CLOSED));

        List<Transition> merged = history.since(START);

        assertThat(merged).extracting(Transition::to).containsExactly(OPEN, CLOSED, OPEN, HALF_OPEN, CLOSED);
        assertThat(merged.get(1).byKill()).isTrue();
        assertHolds(check(Verdict.ONE_OUTAGE, CLOSED, merged));
    }

    @Test
    void whatIsReadAgainIsNotCountedAgain() {
        BreakerHistory history = new BreakerHistory();
        history.read(OPEN, Calls.NONE, path(CLOSED, OPEN));
        history.read(HALF_OPEN, Calls.NONE, path(CLOSED, OPEN, HALF_OPEN));

        assertThat(history.since(START)).hasSize(2);
        assertThat(history.since(START.plusSeconds(1))).hasSize(1);
        assertThat(history.state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void callsCountFromTheFirstReadingAndGoOnInTheNextLife() {
        BreakerHistory history = new BreakerHistory();
        assertThat(history.calls()).isEqualTo(Calls.NONE);

        history.read(CLOSED, new Calls(100, 90, 10, 0), List.of());
        history.read(OPEN, new Calls(150, 92, 28, 30), List.of());
        history.died(START, "payment-service was killed");
        assertThat(history.calls()).isEqualTo(new Calls(50, 2, 18, 30));

        history.read(CLOSED, new Calls(7, 7, 0, 0), List.of());
        assertThat(history.calls()).isEqualTo(new Calls(57, 9, 18, 30));
    }

    private static List<Transition> path(BreakerState... states) {
        List<Transition> path = new ArrayList<>();
        for (int i = 1; i < states.length; i++) {
            path.add(Transition.step(START.plusSeconds(i - 1), states[i - 1], states[i], "because"));
        }
        return path;
    }

    private static Invariant check(Verdict verdict, BreakerState now, List<Transition> path) {
        return BreakerPath.check("stripe", path, now, verdict);
    }

    private static void assertHolds(Invariant fact) {
        assertThat(fact.holds()).as(fact.detail()).isTrue();
    }

    private static void assertViolated(Invariant fact, String why) {
        assertThat(fact.holds()).isFalse();
        assertThat(fact.detail()).contains(why);
    }
}
