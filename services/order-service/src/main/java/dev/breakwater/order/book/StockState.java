package dev.breakwater.order.book;

/** What is known of an order's stock. Knowledge only grows, and the last two constants are final. */
public enum StockState {
    /** Nothing is known; it may not have been asked for, or the answer was lost. */
    UNKNOWN,
    /** The reservation is on its way as a message. */
    DEFERRED,
    RESERVED,
    INSUFFICIENT;

    boolean isFinal() {
        return this == RESERVED || this == INSUFFICIENT;
    }
}
