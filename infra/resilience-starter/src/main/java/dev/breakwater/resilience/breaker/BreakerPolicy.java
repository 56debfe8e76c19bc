package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;

/**
 * When a breaker opens and closes: Resilience4j's configuration, read once, at the speed of the run. Immutable.
 *
 * @param failureRate percent of failed calls that opens, 1 to 100
 * @param slowRate percent of slow calls that opens, 1 to 100
 * @param slowNanos a call that took longer is slow
 * @param minimumCalls calls in the window before it is judged, and failed calls in a row that open without waiting for the window
 * @param windowNanos how far back calls count; divided by the speed
 * @param waits milliseconds from opening to the first probe, by number of the attempt; jitter included, not divided
 * @param speed divides the waits
 * @param probesToClose consecutive successful probes that close
 * @param probeNanos a probe without an answer for so long has failed; 0 for ever
 */
record BreakerPolicy(
        float failureRate,
        float slowRate,
        long slowNanos,
        int minimumCalls,
        long windowNanos,
        IntervalFunction waits,
        int speed,
        int probesToClose,
        long probeNanos) {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    static BreakerPolicy of(CircuitBreakerConfig config, int speed) {
        return new BreakerPolicy(
                config.getFailureRateThreshold(),
                config.getSlowCallRateThreshold(),
                config.getSlowCallDurationThreshold().toNanos(),
                config.getMinimumNumberOfCalls(),
                config.getSlidingWindowSize() * NANOS_PER_SECOND / speed,
                config.getWaitIntervalFunctionInOpenState(),
                speed,
                config.getPermittedNumberOfCallsInHalfOpenState(),
                config.getMaxWaitDurationInHalfOpenState().toNanos());
    }

    /** A new wait, with a jitter of its own, so that a fleet which opened together does not probe together. */
    long waitNanos(int attempt) {
        return waits.apply(attempt) * NANOS_PER_MILLI / speed;
    }

    boolean opensAt(float percentFailed) {
        return percentFailed >= failureRate;
    }
}
