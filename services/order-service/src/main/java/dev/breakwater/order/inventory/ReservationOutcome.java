package dev.breakwater.order.inventory;

import dev.breakwater.order.book.StockState;
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

    /**
     * There is too little now, and the order waits for new stock, of which news come as a message. Nothing was charged.
     *
     * @param stock {@link StockState#BACKORDERED} when inventory-service said so, {@link StockState#DOUBTFUL} when an estimate did
     * @param sku of what; null when it was not told
     */
    record Backordered(StockState stock, @Nullable String sku) implements ReservationOutcome {}
}
