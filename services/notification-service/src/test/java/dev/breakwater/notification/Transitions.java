package dev.breakwater.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a breaker does from now on. */
final class Transitions {

    private final Queue<Transition> seen = new ConcurrentLinkedQueue<>();

    Transitions(Service service, String breaker) {
        ((BreakwaterCircuitBreaker) service.breaker(breaker)).onTransition(seen::add);
    }

    boolean opened() {
        return seen.stream().anyMatch(each -> each.to() == State.OPEN);
    }

    boolean closedAgain() {
        return seen.stream().anyMatch(each -> each.to() == State.CLOSED);
    }

    /** From closed to open, and by way of half-open, which may fail a few times, back to closed; nobody asked for any of it. */
    void openedAndClosedByItself() {
        List<Transition> all = List.copyOf(seen);
        assertThat(all.get(0))
                .satisfies(first -> assertThat(first.from()).isEqualTo(State.CLOSED))
                .satisfies(first -> assertThat(first.to()).isEqualTo(State.OPEN));
        assertThat(all).extracting(Transition::cause).doesNotContain("asked for", "reset");
        Transition closing = all.stream()
                .filter(each -> each.to() == State.CLOSED)
                .findFirst()
                .orElseThrow();
        assertThat(closing.from()).isEqualTo(State.HALF_OPEN);
        assertThat(closing.recovery()).isPositive();
    }
}
