package dev.breakwater.inventory.reserving;

/** Where an order's reservation stands. */
enum ReservationState {
    /** Somebody is asking the warehouses. */
    RESERVING,
    /** A warehouse holds it, or we promised it. */
    RESERVED,
    /** Nobody has it; the order was told so. */
    BACKORDERED,
    /** Given back, or never to be held. */
    RELEASED
}
