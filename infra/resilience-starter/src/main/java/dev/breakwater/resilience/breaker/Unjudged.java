package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * Lets every call through and never opens, until somebody says otherwise: forced closed ({@code METRICS_ONLY}, rates are still seen) or
 * {@code DISABLED} (they are not).
 */
final class Unjudged extends BreakerState implements Admission {

    private final CircuitBreaker.State name;
    private final Window window;

    Unjudged(BreakwaterCircuitBreaker breaker, CircuitBreaker.State name) {
        super(breaker);
        this.name = name;
        window = new Window(breaker.policy().windowNanos());
    }

    @Override
    CircuitBreaker.State name() {
        return name;
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
        see(startNanos, endNanos, false);
    }

    @Override
    public void failed(long startNanos, long endNanos, Throwable failure) {
        breaker.counts().oneFailed();
        see(startNanos, endNanos, true);
    }

    @Override
    public void released() {
        // nothing was held
    }

    @Override
    Window.Seen seen(long nowNanos) {
        return window.seen(nowNanos);
    }

    private void see(long startNanos, long endNanos, boolean failed) {
        if (name == CircuitBreaker.State.METRICS_ONLY) {
            window.add(
                    endNanos, failed, endNanos - startNanos > breaker.policy().slowNanos());
        }
    }
}
