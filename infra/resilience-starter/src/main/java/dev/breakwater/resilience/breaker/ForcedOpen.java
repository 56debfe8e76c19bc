package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** Rejects every call until somebody says otherwise. */
final class ForcedOpen extends BreakerState {

    ForcedOpen(BreakwaterCircuitBreaker breaker) {
        super(breaker);
    }

    @Override
    CircuitBreaker.State name() {
        return CircuitBreaker.State.FORCED_OPEN;
    }

    @Override
    @Nullable
    Admission admit(long nowNanos) {
        return null;
    }

    @Override
    @Nullable
    Admission unnamed() {
        return null;
    }

    @Override
    long remainingWaitNanos(long nowNanos) {
        return breaker.policy().waitNanos(1);
    }
}
