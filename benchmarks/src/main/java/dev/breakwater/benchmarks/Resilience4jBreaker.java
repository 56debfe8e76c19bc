package dev.breakwater.benchmarks;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/** A bare Resilience4j breaker with the specification's figures and a 60 s time window, used as its guide shows. */
final class Resilience4jBreaker {

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "bare",
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.TIME_BASED)
                    .slidingWindowSize(60)
                    .minimumNumberOfCalls(20)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofDays(1))
                    .build());

    String call(String argument) {
        return breaker.executeSupplier(() -> Dependency.answer(argument));
    }

    String callOrFallback(String argument) {
        try {
            return breaker.executeSupplier(() -> Dependency.answer(argument));
        } catch (CallNotPermittedException rejected) {
            return Dependency.fallback();
        }
    }

    void open() {
        breaker.transitionToOpenState();
    }
}
