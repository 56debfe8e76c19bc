package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets every call through. Opens when enough of the calls in the window failed or were slow, or when as many failed in a row as the
 * window must hold before it is judged: at a steady rate a total outage would need half a window to show in the rate.
 */
final class Closed extends BreakerState implements Admission {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final AtomicInteger failedInARow = new AtomicInteger();
    private volatile Window window;
    private volatile long troubledUntil;

    Closed(BreakwaterCircuitBreaker breaker, long nowNanos) {
        super(breaker);
        window = new Window(breaker.policy().windowNanos());
        troubledUntil = nowNanos;
    }

    @Override
    CircuitBreaker.State name() {
        return CircuitBreaker.State.CLOSED;
    }

    @Override
    Admission admit(long nowNanos) {
        return this;
    }

    @Override
    Admission unnamed() {
        return this;
    }

    @Override
    public void succeeded(long startNanos, long endNanos) {
        breaker.counts().oneSucceeded();
        if (!isCurrent()) {
            return;
        }
        BreakerPolicy policy = breaker.policy();
        boolean slow = endNanos - startNanos > policy.slowNanos();
        window.add(endNanos, false, slow);
        if (failedInARow.get() != 0) {
            failedInARow.set(0);
        }
        if (slow) {
            troubledUntil = endNanos + policy.windowNanos();
        }
        if (endNanos - troubledUntil <= 0) {
            judge(endNanos, policy);
        }
    }

    @Override
    public void failed(long startNanos, long endNanos, Throwable failure) {
        breaker.counts().oneFailed();
        if (!isCurrent()) {
            return;
        }
        BreakerPolicy policy = breaker.policy();
        window.add(endNanos, true, endNanos - startNanos > policy.slowNanos());
        troubledUntil = endNanos + policy.windowNanos();
        int inARow = failedInARow.incrementAndGet();
        judge(endNanos, policy);
        if (inARow >= policy.minimumCalls() && isCurrent()) {
            breaker.open(this, endNanos, 1, "the last " + inARow + " calls failed");
        }
    }

    @Override
    public void released() {
        // nothing was held
    }

    @Override
    Window.Seen seen(long nowNanos) {
        return window.seen(nowNanos);
    }

    @Override
    void policyChanged(long nowNanos) {
        BreakerPolicy policy = breaker.policy();
        window = window.resized(policy.windowNanos(), nowNanos);
        troubledUntil = nowNanos + policy.windowNanos();
        judge(nowNanos, policy);
    }

    private void judge(long nowNanos, BreakerPolicy policy) {
        Window.Seen seen = window.seen(nowNanos);
        if (seen.calls() < policy.minimumCalls()) {
            return;
        }
        if (seen.failureRate() >= policy.failureRate()) {
            breaker.open(this, nowNanos, 1, share("failed", seen.failed(), seen, policy.failureRate(), policy));
        } else if (seen.slowRate() >= policy.slowRate()) {
            breaker.open(this, nowNanos, 1, share("were slow", seen.slow(), seen, policy.slowRate(), policy));
        }
    }

    private static String share(String what, long calls, Window.Seen seen, float threshold, BreakerPolicy policy) {
        return String.format(
                Locale.ROOT,
                "%d of %d calls in the last %.3g s %s (opens at %.3g %%)",
                calls,
                seen.calls(),
                (double) policy.windowNanos() / NANOS_PER_SECOND,
                what,
                threshold);
    }
}
