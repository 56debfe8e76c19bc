package dev.breakwater.order.book;

/** What is known of an order's stock. Knowledge only grows: a later constant replaces an earlier one, and the last two are final. */
public enum StockState {
    /** Nothing is known; it may not have been asked for, or the answer was lost. */
    UNKNOWN,
    /** The reservation is on its way as a message. */
    DEFERRED,
    /** As {@link #DEFERRED}, and the last known stock says that there is too little: nothing was charged. */
    DOUBTFUL,
    /** Put aside, or promised by an estimate that may turn out wrong. */
    RESERVED,
    /** Nobody can put it aside now; it waits for new stock. */
    BACKORDERED,
    INSUFFICIENT;

    boolean isReplacedBy(StockState news) {
        // What is put aside does not become too little by old news; that a promise was not kept is news.
        return this == RESERVED
                ? news == BACKORDERED
                : this != BACKORDERED && this != INSUFFICIENT && news.compareTo(this) > 0;
    }
}
