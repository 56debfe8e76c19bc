package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** Rejects every call until the wait is over; then the first one that comes is the probe. No timer runs: without a call nothing is tried. */
final class Open extends BreakerState {

    private final long sinceNanos;
    private final int attempt;
    private final Window.Seen before;
    private volatile long waitNanos;

    /** @param attempt how many times it has opened since it was last closed, this time included */
    Open(BreakwaterCircuitBreaker breaker, long nowNanos, long waitNanos, int attempt, Window.Seen before) {
        super(breaker);
        this.sinceNanos = nowNanos;
        this.waitNanos = waitNanos;
        this.attempt = attempt;
        this.before = before;
    }

    @Override
    CircuitBreaker.State name() {
        return CircuitBreaker.State.OPEN;
    }

    @Override
    @Nullable
    Admission admit(long nowNanos) {
        if (nowNanos - sinceNanos < waitNanos) {
            return null;
        }
        breaker.move(this, new HalfOpen(breaker, attempt), "the wait is over");
        return breaker.state().admit(nowNanos);
    }

    @Override
    @Nullable
    Admission unnamed() {
        return null;
    }

    @Override
    Window.Seen seen(long nowNanos) {
        return before;
    }

    @Override
    long remainingWaitNanos(long nowNanos) {
        return Math.max(0, waitNanos - (nowNanos - sinceNanos));
    }

    @Override
    void policyChanged(long nowNanos) {
        waitNanos = breaker.policy().waitNanos(attempt);
    }
}
