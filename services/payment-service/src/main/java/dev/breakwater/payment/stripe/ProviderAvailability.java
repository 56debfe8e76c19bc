package dev.breakwater.payment.stripe;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Whether a call to Stripe would be let through, told without making one. Thread-safe. */
@Component
public class ProviderAvailability {

    private final CircuitBreaker breaker;
    private final Clock clock;
    private volatile Instant probeFrom = Instant.EPOCH;

    ProviderAvailability(CircuitBreakerRegistry breakers, Clock clock) {
        this.breaker = breakers.circuitBreaker("stripe");
        this.clock = clock;
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                probeFrom = clock.instant().plus(longestWait());
            }
        });
    }

    public boolean isAvailable() {
        return retryAfter().isZero();
    }

    /** How long calls will be rejected at most, as far as is known; zero if they are let through. */
    public Duration retryAfter() {
        if (breaker.getState() == State.FORCED_OPEN) {
            return longestWait();
        }
        if (breaker.getState() != State.OPEN) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), probeFrom);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The wait carries jitter of ten per cent, so another drawing of it can fall short by a fifth. */
    private Duration longestWait() {
        long drawn = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return Duration.ofMillis(drawn + drawn / 4);
    }
}
