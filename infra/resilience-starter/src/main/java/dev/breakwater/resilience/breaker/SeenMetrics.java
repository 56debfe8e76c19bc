package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** The window as Resilience4j's metrics tell it: rates are -1 until there are enough calls to be judged by. */
record SeenMetrics(Window.Seen seen, int minimumCalls, long rejected) implements CircuitBreaker.Metrics {

    private static final float TOO_FEW = -1;

    @Override
    public float getFailureRate() {
        return seen.calls() < minimumCalls ? TOO_FEW : seen.failureRate();
    }

    @Override
    public float getSlowCallRate() {
        return seen.calls() < minimumCalls ? TOO_FEW : seen.slowRate();
    }

    @Override
    public int getNumberOfSlowCalls() {
        return (int) seen.slow();
    }

    @Override
    public int getNumberOfSlowSuccessfulCalls() {
        return (int) seen.slowSucceeded();
    }

    @Override
    public int getNumberOfSlowFailedCalls() {
        return (int) seen.slowFailed();
    }

    @Override
    public int getNumberOfBufferedCalls() {
        return (int) seen.calls();
    }

    @Override
    public int getNumberOfFailedCalls() {
        return (int) seen.failed();
    }

    @Override
    public long getNumberOfNotPermittedCalls() {
        return rejected;
    }

    @Override
    public int getNumberOfSuccessfulCalls() {
        return (int) (seen.calls() - seen.failed());
    }
}
