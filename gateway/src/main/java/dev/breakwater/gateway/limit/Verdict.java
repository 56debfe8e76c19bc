package dev.breakwater.gateway.limit;

import java.time.Duration;

/**
 * Whether a request may pass, and what is left for the client.
 *
 * @param next when allowed, until the current window ends; when not, until a request may pass
 * @param standIn whether this instance's own count stood in for that of all
 */
record Verdict(boolean allowed, int limit, int remaining, Duration window, Duration next, boolean standIn) {

    /** The same of this instance's own count. */
    Verdict ofThisInstance() {
        return new Verdict(allowed, limit, remaining, window, next, true);
    }
}
