package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnCallNotPermittedEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnFailureRateExceededEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnIgnoredErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnResetEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnSlowCallRateExceededEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnSuccessEvent;
import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.core.EventProcessor;

/**
 * Resilience4j's events. An event for each call is made only once somebody asked for it by name ({@code onSuccess} and its like): the
 * library hangs a buffer of a hundred events on {@code onEvent} of every breaker, and traffic would flush the changes of state out of it.
 */
final class Events extends EventProcessor<CircuitBreakerEvent> implements CircuitBreaker.EventPublisher {

    private volatile boolean ofCalls;

    /** Whether anybody wants an event for every call. */
    boolean ofCalls() {
        return ofCalls;
    }

    @Override
    public CircuitBreaker.EventPublisher onSuccess(EventConsumer<CircuitBreakerOnSuccessEvent> consumer) {
        return ofCalls(CircuitBreakerOnSuccessEvent.class, consumer);
    }

    @Override
    public CircuitBreaker.EventPublisher onError(EventConsumer<CircuitBreakerOnErrorEvent> consumer) {
        return ofCalls(CircuitBreakerOnErrorEvent.class, consumer);
    }

    @Override
    public CircuitBreaker.EventPublisher onIgnoredError(EventConsumer<CircuitBreakerOnIgnoredErrorEvent> consumer) {
        return ofCalls(CircuitBreakerOnIgnoredErrorEvent.class, consumer);
    }

    @Override
    public CircuitBreaker.EventPublisher onCallNotPermitted(
            EventConsumer<CircuitBreakerOnCallNotPermittedEvent> consumer) {
        return ofCalls(CircuitBreakerOnCallNotPermittedEvent.class, consumer);
    }

    @Override
    public CircuitBreaker.EventPublisher onStateTransition(
            EventConsumer<CircuitBreakerOnStateTransitionEvent> consumer) {
        registerConsumer(CircuitBreakerOnStateTransitionEvent.class.getName(), consumer);
        return this;
    }

    @Override
    public CircuitBreaker.EventPublisher onReset(EventConsumer<CircuitBreakerOnResetEvent> consumer) {
        registerConsumer(CircuitBreakerOnResetEvent.class.getName(), consumer);
        return this;
    }

    @Override
    public CircuitBreaker.EventPublisher onFailureRateExceeded(
            EventConsumer<CircuitBreakerOnFailureRateExceededEvent> consumer) {
        registerConsumer(CircuitBreakerOnFailureRateExceededEvent.class.getName(), consumer);
        return this;
    }

    @Override
    public CircuitBreaker.EventPublisher onSlowCallRateExceeded(
            EventConsumer<CircuitBreakerOnSlowCallRateExceededEvent> consumer) {
        registerConsumer(CircuitBreakerOnSlowCallRateExceededEvent.class.getName(), consumer);
        return this;
    }

    private <E extends CircuitBreakerEvent> CircuitBreaker.EventPublisher ofCalls(
            Class<E> event, EventConsumer<E> consumer) {
        registerConsumer(event.getName(), consumer);
        ofCalls = true;
        return this;
    }
}
