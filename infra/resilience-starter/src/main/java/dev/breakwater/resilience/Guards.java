package dev.breakwater.resilience;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

/** The one way to guard a call. Thread-safe. */
public final class Guards {

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final TimeLimiterRegistry timeLimiters;

    Guards(CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, TimeLimiterRegistry timeLimiters) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.timeLimiters = timeLimiters;
    }

    /** Begins the list of guards around calls to the dependency of that name. */
    public Guarding on(String dependency) {
        return new Guarding(dependency, breakers, bulkheads, timeLimiters);
    }
}
