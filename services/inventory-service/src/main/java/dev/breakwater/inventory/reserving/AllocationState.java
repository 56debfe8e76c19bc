package dev.breakwater.inventory.reserving;

/** What a warehouse holds for an order, as far as we know. */
enum AllocationState {
    /** It may hold it or not: it was or is being asked. Held on the book. */
    ASKED,
    /** Promised from its estimate; it will be told. Held on the book. */
    ESTIMATED,
    /** It said that it holds it. Held on the book. */
    CONFIRMED,
    /** It said that it does not hold it, and is not asked again for this order. */
    REFUSED,
    /** It may still hold it, and will be told to give it back. No longer held on the book. */
    RELEASING,
    /** It said that it holds nothing, and never will. */
    RELEASED;

    boolean isHeldOnTheBook() {
        return this == ASKED || this == ESTIMATED || this == CONFIRMED;
    }
}
