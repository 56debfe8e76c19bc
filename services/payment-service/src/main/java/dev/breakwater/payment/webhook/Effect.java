package dev.breakwater.payment.webhook;

/** What an event did. */
enum Effect {
    /** The payment has the status that the event says, by this event or before it. */
    AGREED,
    /** The event contradicts the record, which was kept and flagged for review. */
    FLAGGED,
    /** The event says something that came after it was overtaken: nothing changed. */
    OVERTAKEN,
    /** Not about one of our orders, or of a type that changes nothing here. */
    IGNORED,
    /** Received before. */
    KNOWN,
    /** This very delivery was received before. */
    REPLAYED
}
