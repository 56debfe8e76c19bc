package dev.breakwater.compose;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come, until the test's own time limit ends it. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Something that may not be so yet. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private Eventually() {}

    static void holds(Condition condition) throws Exception {
        while (!condition.holds()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("it never held");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
