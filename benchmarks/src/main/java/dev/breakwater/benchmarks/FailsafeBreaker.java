package dev.breakwater.benchmarks;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;

/** Failsafe's breaker with the specification's figures, used as its guide shows. */
final class FailsafeBreaker {

    private final CircuitBreaker<String> breaker = CircuitBreaker.<String>builder()
            .withFailureRateThreshold(50, 20, Duration.ofSeconds(60))
            .withDelay(Duration.ofDays(1))
            .withSuccessThreshold(3)
            .build();

    private final FailsafeExecutor<String> failsafe = Failsafe.with(breaker);

    String call(String argument) {
        return failsafe.get(() -> Dependency.answer(argument));
    }

    String callOrFallback(String argument) {
        try {
            return failsafe.get(() -> Dependency.answer(argument));
        } catch (CircuitBreakerOpenException rejected) {
            return Dependency.fallback();
        }
    }

    void open() {
        breaker.open();
    }
}
