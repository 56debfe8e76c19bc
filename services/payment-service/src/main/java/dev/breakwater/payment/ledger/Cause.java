package dev.breakwater.payment.ledger;

/** Who changed a payment's status: a column of the audit. */
public enum Cause {
    /** The order's own request. */
    REQUEST,
    /** A second request while the first was still, or for ever, on its way. */
    REPEATED_REQUEST,
    /** An attempt that never came back. */
    LOST_ATTEMPT,
    /** It waited for settlement so long that the queue may have lost it. */
    LONG_QUEUED,
    SETTLEMENT,
    REVIEW,
    /** What an operator decided about it. */
    REVIEW_DECISION,
    /** An operator gave money back. */
    REFUND,
    WEBHOOK
}
