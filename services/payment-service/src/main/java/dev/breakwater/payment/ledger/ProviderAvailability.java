package dev.breakwater.payment.ledger;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Whether a call to a provider would be let through, told without making one. An open breaker whose wait is over counts as available:
 * it stays open until somebody tries, and in a quiet night that somebody is the drain. Thread-safe.
 */
@Component
public class ProviderAvailability {

    private final CircuitBreakerRegistry breakers;

    ProviderAvailability(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    /** How long calls will be rejected; zero if one would be let through. Whole milliseconds, rounded up. */
    public Duration retryAfter(String breaker) {
        Duration left = ((BreakwaterCircuitBreaker) breakers.circuitBreaker(breaker)).remainingWait();
        return left.isZero() ? left : Duration.ofMillis(left.plusNanos(999_999).toMillis());
    }
}
