package dev.breakwater.e2e.scenario;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.scenario.OpenTimes.Span;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTimesTest {

    private static final double END = 100;

    private final RunClock clock = RunClock.start(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void probesAreNoClosing() {
        OpenTimes times = of(breaker(
                step(10, CLOSED, OPEN),
                step(15, OPEN, HALF_OPEN),
                step(16, HALF_OPEN, OPEN),
                step(20, OPEN, HALF_OPEN),
                step(21, HALF_OPEN, CLOSED)));

        assertThat(times.spans()).containsExactly(new Span(10, 21));
        assertThat(times.seconds()).isEqualTo(11);
    }

    @Test
    void twoBreakersAtOnceCountOnce() {
        OpenTimes times = of(
                breaker(step(10, CLOSED, OPEN), step(30, OPEN, CLOSED)),
                breaker(
                        step(20, CLOSED, OPEN),
                        step(40, OPEN, CLOSED),
                        step(50, CLOSED, OPEN),
                        step(55, OPEN, CLOSED)));

        assertThat(times.spans()).containsExactly(new Span(10, 40), new Span(50, 55));
        assertThat(times.has(39)).isTrue();
        assertThat(times.has(40)).isFalse();
    }

    @Test
    void oneThatIsNotClosedAtTheEndWasOpenUntilThen() {
        assertThat(of(breaker(step(90, CLOSED, OPEN))).spans()).containsExactly(new Span(90, END));
    }

    @Test
    void oneThatAnEarlierRunLeftOpenWasSoFromTheStart() {
        assertThat(of(breaker(step(3, OPEN, HALF_OPEN), step(4, HALF_OPEN, CLOSED)))
                        .spans())
                .containsExactly(new Span(0, 4));
    }

    @Test
    void oneThatNeverMovedWasNeverOpen() {
        assertThat(of(breaker()).spans()).isEmpty();
    }

    private OpenTimes of(Seen... breakers) {
        return OpenTimes.of(List.of(breakers), clock, END);
    }

    private static Seen breaker(Transition... steps) {
        return new Seen("payment-service", "stripe", CLOSED, Calls.NONE, List.of(steps));
    }

    private Transition step(int second, BreakerState from, BreakerState to) {
        return Transition.step(clock.started().plusSeconds(second), from, to, "because");
    }
}
