package dev.breakwater.gateway.limit;

import java.time.Duration;

/**
 * Counts by two adjoining windows, of which the earlier one counts by the share of it that is still within reach: two numbers a client, and
 * no doubled burst where two windows meet. It takes the earlier window's requests for evenly spread, so that a client that knows its
 * beginning and saves up for its end gets more, at the very most twice the limit. Immutable.
 *
 * @param limit requests in a window
 * @param millis the window's length
 */
record SlidingWindow(int limit, long millis) {

    /** Whether one more fits. */
    boolean admits(long previous, long current, long elapsedMillis) {
        return used(previous, current, elapsedMillis) + 1 <= limit;
    }

    /**
     * What the client is told.
     *
     * @param current counted in the current window, the one in question included if it was allowed
     * @param elapsedMillis since the current window began
     */
    Verdict verdict(boolean allowed, long previous, long current, long elapsedMillis) {
        int remaining = (int) Math.max(0, Math.floor(limit - used(previous, current, elapsedMillis)));
        return new Verdict(
                allowed,
                limit,
                allowed ? remaining : 0,
                Duration.ofMillis(millis),
                Duration.ofMillis(allowed ? millis - elapsedMillis : wait(previous, current, elapsedMillis)),
                false);
    }

    private double used(long previous, long current, long elapsedMillis) {
        return previous * (double) (millis - elapsedMillis) / millis + current;
    }

    /** Until one more would fit, if none comes meanwhile. */
    private long wait(long previous, long current, long elapsedMillis) {
        if (current + 1 <= limit) {
            return Math.max(1, whenFits(previous, current) - elapsedMillis);
        }
        return millis - elapsedMillis + whenFits(current, 0);
    }

    /** How far into a window the earlier one must have faded for one more to fit. */
    private long whenFits(long previous, long current) {
        double share = Math.min(1, (limit - 1.0 - current) / previous);
        return (long) Math.ceil((1 - share) * millis);
    }
}
