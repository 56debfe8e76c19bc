package dev.breakwater.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The moment by which the current thread's work must be over. Immutable; follows the thread, not the request. */
public final class Deadline {

    /** Carries what is left, in whole milliseconds, 1 to 60,000, from hop to hop: durations need no common clock. */
    public static final String HEADER = "X-Request-Timeout-Ms";

    static final long WORTH_STARTING_MILLIS = 20;
    private static final long WORTH_STARTING_NANOS = WORTH_STARTING_MILLIS * 1_000_000;
    private static final long MAX_FALLBACK_MARGIN_NANOS = 250_000_000L;
    private static final int FALLBACK_SHARE = 10;
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The deadline of the current thread, null when it has none. */
    public static @Nullable Deadline current() {
        return CURRENT.get();
    }

    /** Runs the work with a deadline at most that far away, and never later than the current one. */
    public static <R, E extends Exception> R within(Duration limit, Work<R, E> work) throws E {
        Deadline outer = CURRENT.get();
        CURRENT.set(earlier(outer, limit));
        try {
            return work.run();
        } finally {
            set(outer);
        }
    }

    /** What is left; zero or negative once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    boolean isWorthStarting() {
        return nanoTime - System.nanoTime() >= WORTH_STARTING_NANOS;
    }

    /** A null is stored rather than removed: that is cheaper, and the entry is one for each thread. */
    static void set(@Nullable Deadline deadline) {
        CURRENT.set(deadline);
    }

    /** The outer deadline or the limit from now on, whichever comes first. */
    static Deadline earlier(@Nullable Deadline outer, Duration limit) {
        Deadline mine = new Deadline(System.nanoTime() + limit.toNanos());
        return outer != null && outer.nanoTime - mine.nanoTime < 0 ? outer : mine;
    }

    /** The earlier of the limit and the outer deadline less what its fallback may need. */
    static Deadline narrowed(@Nullable Deadline outer, long limitNanos) {
        long now = System.nanoTime();
        long mine = now + limitNanos;
        if (outer == null) {
            return new Deadline(mine);
        }
        long left = outer.nanoTime - now;
        long forUs = outer.nanoTime - Math.min(Math.max(left, 0) / FALLBACK_SHARE, MAX_FALLBACK_MARGIN_NANOS);
        return new Deadline(forUs - mine < 0 ? forUs : mine);
    }

    /** Work that may throw. */
    @FunctionalInterface
    public interface Work<R, E extends Exception> {
        R run() throws E;
    }
}
