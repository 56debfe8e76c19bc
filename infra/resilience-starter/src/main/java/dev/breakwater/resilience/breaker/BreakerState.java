package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** What a breaker does with a call now. A state that has been left is never entered again: coming back means a new object. */
abstract class BreakerState {

    static final Window.Seen NOTHING = new Window.Seen(0, 0, 0, 0);

    final BreakwaterCircuitBreaker breaker;

    BreakerState(BreakwaterCircuitBreaker breaker) {
        this.breaker = breaker;
    }

    abstract CircuitBreaker.State name();

    /** {@return what takes the outcome of the call, null when it is rejected} */
    abstract @Nullable Admission admit(long nowNanos);

    /** What takes the outcome of a call made through Resilience4j's interface, which does not say which admission it belongs to. */
    abstract @Nullable Admission unnamed();

    Window.Seen seen(long nowNanos) {
        return NOTHING;
    }

    /** How long until a call would be let through; 0 when one would be now. */
    long remainingWaitNanos(long nowNanos) {
        return 0;
    }

    void policyChanged(long nowNanos) {
        // most states read the policy when they need it
    }

    final boolean isCurrent() {
        return breaker.state() == this;
    }
}
