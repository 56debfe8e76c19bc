package dev.breakwater.resilience.breaker;

import java.util.concurrent.atomic.LongAdder;

/**
 * Calls since the process started, whatever became of the breaker meanwhile. Never falls. Thread-safe. A call let through but not made,
 * because a guard further in said no, is asked but neither of the others; so is one that is still under way.
 */
public final class Counts {

    private final LongAdder asked = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    Counts() {}

    void oneAsked() {
        asked.increment();
    }

    void oneSucceeded() {
        succeeded.increment();
    }

    void oneFailed() {
        failed.increment();
    }

    void oneRejected() {
        rejected.increment();
    }

    /** Calls asked of the breaker, rejected ones included. */
    public long asked() {
        return asked.sum();
    }

    /** Calls that the dependency answered; answers about the request, such as a decline, included. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** Calls that failed; rejected ones not included. */
    public long failed() {
        return failed.sum();
    }

    /** Calls that the breaker did not let through. */
    public long rejected() {
        return rejected.sum();
    }
}
