package dev.breakwater.e2e.breakers;

import java.util.Locale;

/** A state, as the breaker diagram has it, and the two that a person can force. */
public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN,
    FORCED_OPEN,
    DISABLED;

    /** Understands {@code HALF_OPEN} as well as {@code half-open}. */
    static BreakerState named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** As shown to people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
