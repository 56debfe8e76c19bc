package dev.breakwater.resilience.breaker;

/**
 * What let a call through, and takes what came of it: exactly one of the three methods, once, whatever the state of the breaker has become
 * meanwhile. An answer to a call that an earlier state admitted counts in the metrics but decides nothing. Thread-safe.
 */
public interface Admission {

    /**
     * The dependency answered.
     *
     * @param startNanos {@link System#nanoTime()} when the call began
     * @param endNanos the same when it ended
     */
    void succeeded(long startNanos, long endNanos);

    /** The dependency failed; same units. */
    void failed(long startNanos, long endNanos, Throwable failure);

    /** The dependency was not asked after all, since a guard further in said no. Gives a probe's place back. */
    void released();
}
