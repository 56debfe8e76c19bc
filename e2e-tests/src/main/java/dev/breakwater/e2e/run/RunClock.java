package dev.breakwater.e2e.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The time of one run: seconds since its start, steady whatever happens to the wall clock. Thread-safe. */
public final class RunClock {

    private final Instant started;
    private final long origin;

    private RunClock(Instant started, long origin) {
        this.started = started;
        this.origin = origin;
    }

    public static RunClock start(Clock clock) {
        return new RunClock(clock.instant(), System.nanoTime());
    }

    public Instant started() {
        return started;
    }

    public double seconds() {
        return seconds(System.nanoTime());
    }

    /**
     * Seconds since the start at a moment of this process.
     *
     * @param nanoTime a reading of {@link System#nanoTime()}
     */
    public double seconds(long nanoTime) {
        return (nanoTime - origin) / 1e9;
    }

    /** Seconds since the start of a moment that another process of this machine noted. */
    public double seconds(Instant instant) {
        return Duration.between(started, instant).toNanos() / 1e9;
    }

    /** Waits until {@link System#nanoTime()} has reached a reading; not at all if it has. */
    public static void waitUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }

    /** Waits. */
    public static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
