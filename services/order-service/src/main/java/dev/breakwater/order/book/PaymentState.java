package dev.breakwater.order.book;

/** What is known of an order's payment. Knowledge only grows: a later constant replaces an earlier one, and the last two are final. */
public enum PaymentState {
    /** Nothing is known; it may not have been asked for, or the answer was lost. */
    UNKNOWN,
    QUEUED,
    IN_REVIEW,
    CHARGED,
    DECLINED;

    boolean isFinal() {
        return this == CHARGED || this == DECLINED;
    }
}
