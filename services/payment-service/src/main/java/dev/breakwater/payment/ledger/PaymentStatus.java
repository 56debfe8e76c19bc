package dev.breakwater.payment.ledger;

import java.util.Set;

/** Where a payment stands, and what it may still become. */
public enum PaymentStatus {
    /** Recorded, and somebody is talking to the provider, or died doing so. */
    ATTEMPTING,
    /** Accepted, not paid: waits for settlement. */
    QUEUED,
    CHARGED,
    DECLINED,
    /** A person must look. Only the provider's own word, which may come late, changes it. */
    IN_REVIEW;

    /** Whether settlement has nothing left to do. */
    public boolean isFinal() {
        return this == CHARGED || this == DECLINED || this == IN_REVIEW;
    }

    boolean mayBecome(PaymentStatus next) {
        return switch (this) {
            case ATTEMPTING -> next != ATTEMPTING;
            case QUEUED -> next.isFinal();
            case IN_REVIEW -> Set.of(CHARGED, DECLINED).contains(next);
            case CHARGED, DECLINED -> false;
        };
    }
}
