package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of state.
 *
 * @param recovery from the first opening to this closing; null unless this closes a breaker that had opened by itself
 */
public record Transition(
        Instant at,
        CircuitBreaker.State from,
        CircuitBreaker.State to,
        String cause,
        @Nullable Duration recovery) {}
