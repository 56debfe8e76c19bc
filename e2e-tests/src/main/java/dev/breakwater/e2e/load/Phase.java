package dev.breakwater.e2e.load;

import java.util.Locale;

/** A part of a scenario. */
public enum Phase {
    /** Caches, pools and compilers settle; its latency is not reported, all else is. */
    WARM_UP,
    HEALTHY,
    OUTAGE,
    RECOVERY,
    /** All is as it was: from here on nothing is excused. */
    HEALED,
    /** No new orders: what waits is settled. */
    DRAIN;

    /** As shown to people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
