package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.breaker.Diagram.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of random sequences of overlapping calls with a hand-moved clock, each step compared with the diagram. */
class StateMachineEqualsItsDiagramTest {

    private static final int SEQUENCES = 4_000;
    private static final int STEPS = 250;

    private final Map<State, Integer> visited = new EnumMap<>(State.class);

    @Test
    void afterEveryStepOfEverySequence() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            play(seed);
        }

        assertThat(visited.get(State.OPEN)).as("steps spent open").isGreaterThan(SEQUENCES);
        assertThat(visited.get(State.HALF_OPEN)).as("steps spent half-open").isGreaterThan(SEQUENCES);
        assertThat(visited.get(State.CLOSED)).as("steps spent closed").isGreaterThan(SEQUENCES);
    }

    private void play(long seed) {
        Random random = new Random(seed);
        HandMovedBreaker hand = new HandMovedBreaker();
        Diagram diagram = new Diagram(HandMovedBreaker.FIGURES);
        int failurePercent = random.nextInt(101);
        List<Pair> underWay = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            String where = "seed " + seed + ", step " + step;
            switch (random.nextInt(8)) {
                case 0 -> hand.move(Duration.ofMillis(random.nextInt(1_000)));
                case 1 -> hand.move(Duration.ofMillis(random.nextInt(20_000)));
                case 2, 3, 4 -> {
                    Diagram.Call expected = diagram.begin(hand.now());
                    Admission admission = hand.breaker().admit();
                    assertThat(admission != null).as(where + " lets through").isEqualTo(expected != null);
                    if (admission != null && expected != null) {
                        underWay.add(new Pair(admission, expected, hand.now()));
                    }
                }
                default -> {
                    if (!underWay.isEmpty()) {
                        Pair call = underWay.remove(random.nextInt(underWay.size()));
                        Outcome outcome = outcome(random, failurePercent);
                        diagram.end(call.expected, outcome, hand.now());
                        hand.end(call.admission, outcome, call.since);
                    }
                }
            }
            assertThat(hand.breaker().getState()).as(where).isEqualTo(diagram.state());
            visited.merge(diagram.state(), 1, Integer::sum);
        }
    }

    private static Outcome outcome(Random random, int failurePercent) {
        if (random.nextInt(20) == 0) {
            return Outcome.RELEASED;
        }
        return random.nextInt(100) < failurePercent ? Outcome.FAILED : Outcome.SUCCEEDED;
    }

    private record Pair(Admission admission, Diagram.Call expected, long since) {}
}
