package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.ResultRecordedAsFailureException;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnCallNotPermittedEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnIgnoredErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnResetEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnSuccessEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The specification's circuit breaker. Thread-safe; neither letting a call through nor rejecting one takes a lock or allocates.
 *
 * <p>Callers use {@link #admit()} and tell the {@link Admission} what came of the call. Through Resilience4j's interface, which is there for what
 * is built on the library, an outcome cannot be told from that of an earlier call and is booked on the state of the moment.
 */
public final class BreakwaterCircuitBreaker implements CircuitBreaker {

    private final String name;
    private final Map<String, String> tags;
    private final LongSupplier nanoTime;
    private final int speed;
    private final Counts counts = new Counts();
    private final Events events = new Events();
    private final Transitions transitions;
    private volatile CircuitBreakerConfig config;
    private volatile BreakerPolicy policy;
    private volatile BreakerState state;

    /**
     * A closed breaker.
     *
     * @param nanoTime tells durations, as {@link System#nanoTime()} does
     * @param clock dates transitions
     * @param speed divides the window and the waits of the configuration, 1 or more
     */
    @SuppressWarnings("this-escape")
    public BreakwaterCircuitBreaker(
            String name,
            CircuitBreakerConfig config,
            Map<String, String> tags,
            LongSupplier nanoTime,
            Clock clock,
            int speed) {
        this.name = name;
        this.config = config;
        this.tags = Map.copyOf(tags);
        this.nanoTime = nanoTime;
        this.speed = speed;
        this.policy = BreakerPolicy.of(config, speed);
        this.transitions = new Transitions(name, clock);
        this.state = new Closed(this, nanoTime.getAsLong());
    }

    /** For one that nobody has used yet: disabled from the beginning, so that no change of state is told. */
    public BreakwaterCircuitBreaker bornDisabled() {
        state = new Unjudged(this, State.DISABLED);
        return this;
    }

    /** Asks for a call: what takes its outcome, null when it is rejected. */
    public @Nullable Admission admit() {
        return admit(nanoTime.getAsLong());
    }

    /** The same, for a caller that has just read {@link #nanoTime()}. */
    public @Nullable Admission admit(long nowNanos) {
        counts.oneAsked();
        Admission admission = state.admit(nowNanos);
        if (admission == null) {
            counts.oneRejected();
            if (events.ofCalls()) {
                events.processEvent(new CircuitBreakerOnCallNotPermittedEvent(name));
            }
        } else if (events.ofCalls()) {
            return new Published(admission);
        }
        return admission;
    }

    /** The breaker's clock, in nanoseconds from an arbitrary moment. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** How long until a call would be let through; zero when one would be now. */
    public Duration remainingWait() {
        return Duration.ofNanos(state.remainingWaitNanos(nanoTime.getAsLong()));
    }

    /** Judges by another configuration from now on. State, counts, window and listeners are kept. */
    public void apply(CircuitBreakerConfig changed) {
        synchronized (transitions) {
            config = changed;
            policy = BreakerPolicy.of(changed, speed);
            state.policyChanged(nanoTime.getAsLong());
        }
    }

    /** The latest changes of state, oldest first, at most {@value Transitions#KEPT}. */
    public List<Transition> history() {
        return transitions.latest();
    }

    /** Hears of every change of state, in order. Called while the breaker is locked for further changes: be quick. */
    public void onTransition(Consumer<Transition> listener) {
        transitions.listeners().add(listener);
    }

    public Counts counts() {
        return counts;
    }

    BreakerPolicy policy() {
        return policy;
    }

    BreakerState state() {
        return state;
    }

    Transitions transitions() {
        return transitions;
    }

    void open(BreakerState from, long nowNanos, int attempt, String cause) {
        long wait = policy.waitNanos(attempt);
        String next = String.format(Locale.ROOT, "; next probe in %.3g s", (double) wait / TimeUnit.SECONDS.toNanos(1));
        move(from, new Open(this, nowNanos, wait, attempt, from.seen(nowNanos)), cause + next);
    }

    void close(BreakerState from, long nowNanos, String cause) {
        move(from, new Closed(this, nowNanos), cause);
    }

    /** Changes the state, unless somebody else did first. */
    void move(BreakerState from, BreakerState to, String cause) {
        synchronized (transitions) {
            if (state == from) {
                StateTransition known = StateTransition.transitionBetween(name, from.name(), to.name());
                state = to;
                transitions.add(from.name(), to.name(), nanoTime.getAsLong(), cause);
                if (events.hasConsumers()) {
                    events.processEvent(new CircuitBreakerOnStateTransitionEvent(name, known));
                }
            }
        }
    }

    private void force(BreakerState to) {
        synchronized (transitions) {
            if (state.name() != to.name() || to.name() == State.OPEN) {
                move(state, to, "asked for");
            }
        }
    }

    @Override
    public boolean tryAcquirePermission() {
        return admit() != null;
    }

    @Override
    public void acquirePermission() {
        if (!tryAcquirePermission()) {
            throw CallNotPermittedException.createCallNotPermittedException(this);
        }
    }

    @Override
    public void releasePermission() {
        Admission admission = state.unnamed();
        if (admission != null) {
            admission.released();
        }
    }

    @Override
    public void onSuccess(long duration, TimeUnit unit) {
        Admission admission = state.unnamed();
        if (admission == null) {
            counts.oneSucceeded();
        } else {
            long now = nanoTime.getAsLong();
            admission.succeeded(now - unit.toNanos(duration), now);
        }
    }

    @Override
    public void onError(long duration, TimeUnit unit, Throwable failure) {
        if (config.getIgnoreExceptionPredicate().test(failure)) {
            releasePermission();
            if (events.ofCalls()) {
                events.processEvent(new CircuitBreakerOnIgnoredErrorEvent(
                        name, Duration.of(duration, unit.toChronoUnit()), failure));
            }
        } else if (!config.getRecordExceptionPredicate().test(failure)) {
            onSuccess(duration, unit);
        } else {
            Admission admission = state.unnamed();
            if (admission == null) {
                counts.oneFailed();
            } else {
                long now = nanoTime.getAsLong();
                admission.failed(now - unit.toNanos(duration), now, failure);
            }
        }
    }

    @Override
    public void onResult(long duration, TimeUnit unit, Object result) {
        if (result != null && config.getRecordResultPredicate().test(result)) {
            onError(duration, unit, new ResultRecordedAsFailureException(name, result));
        } else {
            onSuccess(duration, unit);
        }
    }

    @Override
    public void reset() {
        synchronized (transitions) {
            move(state, new Closed(this, nanoTime.getAsLong()), "reset");
            if (events.hasConsumers()) {
                events.processEvent(new CircuitBreakerOnResetEvent(name));
            }
        }
    }

    @Override
    public void transitionToClosedState() {
        force(new Closed(this, nanoTime.getAsLong()));
    }

    @Override
    public void transitionToOpenState() {
        open(state, nanoTime.getAsLong(), 1, "asked for");
    }

    @Override
    public void transitionToOpenStateFor(Duration wait) {
        long now = nanoTime.getAsLong();
        force(new Open(this, now, wait.toNanos(), 1, state.seen(now)));
    }

    @Override
    public void transitionToOpenStateUntil(Instant moment) {
        transitionToOpenStateFor(Duration.between(transitions.now(), moment));
    }

    @Override
    public void transitionToHalfOpenState() {
        force(new HalfOpen(this, 1));
    }

    @Override
    public void transitionToDisabledState() {
        force(new Unjudged(this, State.DISABLED));
    }

    @Override
    public void transitionToMetricsOnlyState() {
        force(new Unjudged(this, State.METRICS_ONLY));
    }

    @Override
    public void transitionToForcedOpenState() {
        force(new ForcedOpen(this));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public State getState() {
        return state.name();
    }

    @Override
    public CircuitBreakerConfig getCircuitBreakerConfig() {
        return config;
    }

    @Override
    public Metrics getMetrics() {
        long now = nanoTime.getAsLong();
        return new SeenMetrics(state.seen(now), policy.minimumCalls(), counts.rejected());
    }

    @Override
    public Map<String, String> getTags() {
        return tags;
    }

    @Override
    public EventPublisher getEventPublisher() {
        return events;
    }

    @Override
    public long getCurrentTimestamp() {
        return nanoTime.getAsLong();
    }

    @Override
    public TimeUnit getTimestampUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public String toString() {
        return "CircuitBreaker '" + name + "' " + state.name();
    }

    /** An admission whose outcome somebody wants an event for. */
    private final class Published implements Admission {

        private final Admission admission;

        Published(Admission admission) {
            this.admission = admission;
        }

        @Override
        public void succeeded(long startNanos, long endNanos) {
            admission.succeeded(startNanos, endNanos);
            events.processEvent(new CircuitBreakerOnSuccessEvent(name, Duration.ofNanos(endNanos - startNanos)));
        }

        @Override
        public void failed(long startNanos, long endNanos, Throwable failure) {
            admission.failed(startNanos, endNanos, failure);
            events.processEvent(new CircuitBreakerOnErrorEvent(name, Duration.ofNanos(endNanos - startNanos), failure));
        }

        @Override
        public void released() {
            admission.released();
        }
    }
}
