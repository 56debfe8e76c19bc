package dev.breakwater.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries a dependency may cost: each call earns a tenth of one, at most {@value #MOST_SAVED} are saved up, a new budget is full. In a
 * total outage the load on the dependency is thus 1.1 times that of a healthy day and not a multiple of it. Thread-safe.
 */
final class RetryBudget {

    static final int MOST_SAVED = 10;
    private static final int PRICE = 10;

    private final AtomicInteger tenths = new AtomicInteger(MOST_SAVED * PRICE);

    /** A first attempt was made. */
    void earn() {
        if (tenths.get() < MOST_SAVED * PRICE) {
            tenths.updateAndGet(saved -> Math.min(saved + 1, MOST_SAVED * PRICE));
        }
    }

    /** {@return whether a retry may be made; it is then paid for} */
    boolean spend() {
        return tenths.getAndUpdate(saved -> saved < PRICE ? saved : saved - PRICE) >= PRICE;
    }
}
