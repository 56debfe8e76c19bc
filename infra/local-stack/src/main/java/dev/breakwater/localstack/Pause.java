package dev.breakwater.localstack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between two looks at another process, which tells nobody when it is ready. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting for another process");
        }
    }
}
