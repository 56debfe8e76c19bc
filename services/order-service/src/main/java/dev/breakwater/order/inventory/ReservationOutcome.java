package dev.breakwater.order.inventory;

import org.jspecify.annotations.Nullable;

/** What became of a reservation. */
public sealed interface ReservationOutcome {

    record Reserved() implements ReservationOutcome {}

    /** On its way as a message; whether there was enough comes as a message, too. */
    record Deferred() implements ReservationOutcome {}

    /**
     * There is too little, and nothing is reserved.
     *
     * @param sku of what; null when it was not told
     * @param available how much there is; null when it was not told
     */
    record Insufficient(@Nullable String sku, @Nullable Integer available) implements ReservationOutcome {}
}
