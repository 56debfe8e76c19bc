package dev.breakwater.payment.ledger;

import java.util.Locale;

/** Who takes the money of a payment. Recorded before anything is sent there, and never changed once something was. */
public enum Provider {
    STRIPE("stripe"),
    BANK("bank-api");

    private final String breaker;

    Provider(String breaker) {
        this.breaker = breaker;
    }

    /** The breaker that guards it. */
    public String breaker() {
        return breaker;
    }

    /** As the world is told. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
