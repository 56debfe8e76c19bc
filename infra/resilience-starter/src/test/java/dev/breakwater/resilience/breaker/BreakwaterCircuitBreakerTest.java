package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.breaker.Diagram.Outcome;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BreakwaterCircuitBreakerTest {

    private final HandMovedBreaker hand = new HandMovedBreaker();
    private final BreakwaterCircuitBreaker breaker = hand.breaker();

    @Test
    void opensWhenHalfOfTwentyCallsFail() {
        hand.succeed(10);
        hand.fail(9);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);

        hand.fail(1); // 10 of 20

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(breaker.history())
                .last()
                .satisfies(opened -> assertThat(opened.cause())
                        .isEqualTo("10 of 20 calls in the last 60.0 s failed (opens at 50.0 %); next probe in 30.0 s"));
    }

    @Test
    void nineteenFailuresAreTooFewToJudge() {
        hand.fail(19);

        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.getMetrics().getFailureRate()).isEqualTo(-1);
    }

    @Test
    void twentyFailuresInARowOpenAtOnceHoweverMuchSucceededBefore() {
        hand.succeed(3_000); // a minute at 50 a second
        hand.fail(19);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);

        hand.fail(1);

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(breaker.history())
                .last()
                .satisfies(opened -> assertThat(opened.cause()).startsWith("the last 20 calls failed"));
    }

    @Test
    void failuresOlderThanTheWindowAreForgotten() {
        for (int i = 0; i < 9; i++) {
            hand.fail(1);
            hand.succeed(1);
        }
        hand.move(Duration.ofSeconds(60));

        hand.succeed(11);
        hand.fail(9); // 9 of 20, not 18 of 38

        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isEqualTo(20);
    }

    @Test
    void aBrownoutOpensThoughEveryCallSucceeds() {
        for (int i = 0; i < 20; i++) {
            long start = hand.now();
            Admission admission = Objects.requireNonNull(breaker.admit());
            hand.move(Duration.ofMillis(4_001));
            hand.end(admission, Outcome.SUCCEEDED, start);
            hand.move(Duration.ofSeconds(-2)); // calls overlap
        }

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(breaker.history())
                .last()
                .satisfies(
                        opened -> assertThat(opened.cause()).contains("20 of 20 calls", "were slow (opens at 80.0 %)"));
    }

    @Test
    void letsOneProbeThroughAtATimeAndClosesAfterThreeSuccessesInARow() {
        openAndWait();

        Admission probe = Objects.requireNonNull(breaker.admit());
        assertThat(breaker.admit()).as("second call while the probe is out").isNull();
        probe.succeeded(hand.now(), hand.now());
        hand.succeed(1);
        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
        hand.succeed(1);

        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls())
                .as("remembered from before")
                .isZero();
        assertThat(breaker.history())
                .extracting(Transition::to)
                .containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        assertThat(breaker.history().get(2).recovery()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void oneFailedProbeReopensAndTheWaitBeginsAnew() {
        openAndWait();
        hand.succeed(2);

        hand.fail(1);

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        hand.move(Duration.ofSeconds(30).minusNanos(1));
        assertThat(breaker.admit()).isNull();
        hand.move(Duration.ofNanos(1));
        assertThat(breaker.admit()).isNotNull();
    }

    @Test
    void aLostProbeReopensAndItsLateAnswerCountsForNothing() {
        openAndWait();
        Admission lost = Objects.requireNonNull(breaker.admit());
        hand.move(Duration.ofMillis(10_001));

        assertThat(breaker.admit()).isNull();
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        hand.move(Duration.ofSeconds(30));
        Admission next = Objects.requireNonNull(breaker.admit());
        lost.failed(0, hand.now(), new IllegalStateException("late"));

        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
        next.succeeded(hand.now(), hand.now());
        hand.succeed(2);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aProbeThatWasNotSentGivesItsPlaceBack() {
        openAndWait();
        Objects.requireNonNull(breaker.admit()).released();

        assertThat(breaker.admit()).isNotNull();
    }

    @Test
    void anAnswerToACallFromBeforeItOpenedCountsForNothing() {
        Admission early = Objects.requireNonNull(breaker.admit());
        openAndWait();
        Admission probe = Objects.requireNonNull(breaker.admit());

        early.failed(0, hand.now(), new IllegalStateException("late"));

        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
        probe.succeeded(hand.now(), hand.now());
        hand.succeed(2);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.counts().failed()).as("still seen in the metrics").isEqualTo(21);
    }

    @Test
    void waitsCarryTenPercentJitterAndAreDividedBySpeedWhileCountsAreNot() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            BreakwaterCircuitBreaker fast = new BreakwaterCircuitBreaker(
                    "stripe",
                    HandMovedBreaker.configWaiting(IntervalFunction.ofRandomized(Duration.ofSeconds(30), 0.1))
                            .build(),
                    Map.of(),
                    () -> 0,
                    Clock.systemUTC(),
                    10);
            for (int failure = 0; failure < 19; failure++) {
                Objects.requireNonNull(fast.admit()).failed(0, 0, new IllegalStateException());
            }
            assertThat(fast.getState()).isEqualTo(State.CLOSED);
            Objects.requireNonNull(fast.admit()).failed(0, 0, new IllegalStateException());
            waits.add(fast.remainingWait());
        }

        assertThat(waits)
                .hasSizeGreaterThan(50)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(2_700), Duration.ofMillis(3_300)));
    }

    @Test
    void aChangedPolicyKeepsStateCountsWindowAndListeners() {
        List<Transition> heard = new ArrayList<>();
        breaker.onTransition(heard::add);
        hand.succeed(10);
        hand.fail(8); // 44 % of 18

        breaker.apply(HandMovedBreaker.config()
                .minimumNumberOfCalls(10)
                .failureRateThreshold(45)
                .build());
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isEqualTo(18);
        breaker.apply(HandMovedBreaker.config()
                .minimumNumberOfCalls(10)
                .failureRateThreshold(44)
                .build());

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(heard).hasSize(1);
        breaker.apply(HandMovedBreaker.configWaiting(Duration.ofSeconds(5)).build());
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThat(breaker.remainingWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(breaker.counts().failed()).isEqualTo(8);
    }

    @Test
    void aShorterWindowKeepsWhatIsYoungEnough() {
        hand.fail(5);
        hand.move(Duration.ofSeconds(20));
        hand.succeed(5);

        breaker.apply(HandMovedBreaker.config().slidingWindowSize(10).build());

        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isEqualTo(5);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void forcedOpenRejectsUntilSaidOtherwise() {
        breaker.transitionToForcedOpenState();
        hand.move(Duration.ofDays(1));

        assertThat(breaker.admit()).isNull();
        breaker.transitionToClosedState();
        assertThat(breaker.admit()).isNotNull();
    }

    @Test
    void forcedClosedSeesFailuresAndNeverOpens() {
        breaker.transitionToMetricsOnlyState();
        hand.fail(100);

        assertThat(breaker.getState()).isEqualTo(State.METRICS_ONLY);
        assertThat(breaker.getMetrics().getFailureRate()).isEqualTo(100);
    }

    @Test
    void disabledSeesNothing() {
        breaker.transitionToDisabledState();
        hand.fail(100);

        assertThat(breaker.getState()).isEqualTo(State.DISABLED);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(breaker.counts().failed()).isEqualTo(100);
    }

    @Test
    void aChangeOfStateThatResilience4jDoesNotKnowIsRefusedAndChangesNothing() {
        assertThatThrownBy(breaker::transitionToHalfOpenState).isInstanceOf(IllegalStateTransitionException.class);

        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(breaker.history()).isEmpty();
    }

    @Test
    void resilience4jsOwnInterfaceObeysTheSameRules() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> breaker.executeCallable(() -> {
                        throw new IllegalStateException("down");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThatThrownBy(() -> breaker.executeSupplier(() -> "never asked"))
                .isInstanceOf(CallNotPermittedException.class);
        hand.move(Duration.ofSeconds(30));
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.executeSupplier(() -> "well")).isEqualTo("well");
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void resilience4jsListenersHearOfCallsAndChanges() {
        List<String> heard = new ArrayList<>();
        breaker.getEventPublisher()
                .onSuccess(event -> heard.add("success"))
                .onError(event -> heard.add("error"))
                .onCallNotPermitted(event -> heard.add("rejected"))
                .onStateTransition(event -> heard.add(event.getStateTransition().name()));

        hand.succeed(1);
        hand.fail(19); // 19 of 20
        hand.succeed(1);

        assertThat(heard)
                .startsWith("success", "error")
                .endsWith("error", "rejected")
                .contains("CLOSED_TO_OPEN");
    }

    private void openAndWait() {
        hand.fail(20);
        hand.move(Duration.ofSeconds(30));
    }
}
