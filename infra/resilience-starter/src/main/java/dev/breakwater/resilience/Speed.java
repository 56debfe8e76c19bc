package dev.breakwater.resilience;

import java.time.Duration;

/** By how much time is compressed. Divides waits and windows, never counts and never the time limit of a call. Immutable. */
public record Speed(int factor) {

    public static final int SLOWEST = 1;
    public static final int FASTEST = 60;

    public Speed {
        if (factor < SLOWEST || factor > FASTEST) {
            throw new IllegalArgumentException(
                    "breakwater.speed is " + factor + " but must be " + SLOWEST + ".." + FASTEST);
        }
    }

    /** That wait or window at this speed. */
    public Duration divide(Duration wait) {
        return wait.dividedBy(factor);
    }
}
