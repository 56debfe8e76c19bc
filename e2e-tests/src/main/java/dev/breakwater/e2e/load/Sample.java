package dev.breakwater.e2e.load;

import org.jspecify.annotations.Nullable;

/**
 * One request and what became of it.
 *
 * @param route what was asked for
 * @param at when it was due, in seconds since the start of the run
 * @param latencyMs from the moment it was due to the last byte of the answer, or to giving up
 * @param status HTTP status; 0 if no answer came
 * @param orderId the order that the answer acknowledged; null if it acknowledged none
 * @param totalMinor what the acknowledged order costs
 * @param degraded the answer's {@code X-Degraded}; empty if it had none
 * @param honest whether it failed by a problem that says so: 503 or 504, in the form that the shop promises
 * @param detail what was wrong, if it failed; empty otherwise
 */
public record Sample(
        Phase phase,
        Route route,
        double at,
        double latencyMs,
        Outcome outcome,
        int status,
        @Nullable String orderId,
        long totalMinor,
        String currency,
        String degraded,
        boolean honest,
        String detail) {

    public boolean order() {
        return route == Route.ORDER;
    }

    /** When the answer was there, in seconds since the start of the run. */
    public double answeredAt() {
        return at + latencyMs / 1000;
    }
}
