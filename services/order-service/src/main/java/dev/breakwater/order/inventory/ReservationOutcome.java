package dev.breakwater.order.inventory;

import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.StockState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a reservation. */
public sealed interface ReservationOutcome {

    /**
     * What was decided of an order's stock before; empty when nothing was. A deferred reservation is not asked for again: the payment may
     * have gone through since, and what stock says comes by message.
     */
    static Optional<ReservationOutcome> before(Facts facts) {
        return switch (facts.stock()) {
            case UNKNOWN -> Optional.empty();
            case DOUBTFUL -> Optional.of(new Backordered(StockState.DOUBTFUL, facts.shortSku()));
            default -> Optional.of(new Deferred());
        };
    }

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
