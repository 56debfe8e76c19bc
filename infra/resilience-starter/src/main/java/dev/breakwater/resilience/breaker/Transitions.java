package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers, logs and tells the changes of state of one breaker. Whoever changes the state holds this object's lock. */
final class Transitions {

    static final int KEPT = 100;
    private static final Logger LOG = LoggerFactory.getLogger(BreakwaterCircuitBreaker.class);

    private final String breaker;
    private final Clock clock;
    private final Deque<Transition> latest = new ArrayDeque<>();
    private final List<Consumer<Transition>> listeners = new CopyOnWriteArrayList<>();
    private boolean recovering;
    private long openedNanos;

    Transitions(String breaker, Clock clock) {
        this.breaker = breaker;
        this.clock = clock;
    }

    synchronized List<Transition> latest() {
        return List.copyOf(latest);
    }

    List<Consumer<Transition>> listeners() {
        return listeners;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void add(State from, State to, long nowNanos, String cause) {
        Transition transition = new Transition(clock.instant(), from, to, cause, recovery(from, to, nowNanos));
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(transition);
        if (to == State.CLOSED || from == State.OPEN) {
            LOG.info("Circuit breaker {} went from {} to {}: {}", breaker, from, to, cause);
        } else {
            LOG.warn("Circuit breaker {} went from {} to {}: {}", breaker, from, to, cause);
        }
        listeners.forEach(listener -> listener.accept(transition));
    }

    private @Nullable Duration recovery(State from, State to, long nowNanos) {
        if (from == State.CLOSED && to == State.OPEN) {
            recovering = true;
            openedNanos = nowNanos;
        } else if (to == State.CLOSED && recovering) {
            recovering = false;
            return from == State.HALF_OPEN ? Duration.ofNanos(nowNanos - openedNanos) : null;
        }
        return null;
    }
}
