package dev.breakwater.gateway.limit;

import java.time.Duration;

/**
 * Whether a request may pass, and what is left for the client.
 *
 * @param next when allowed, until the current window ends; when not, until a request may pass
 */
record Verdict(boolean allowed, int limit, int remaining, Duration window, Duration next) {}
