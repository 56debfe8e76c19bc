package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.reserving.Reservation.Basis;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order's row.
 *
 * @param basis null unless RESERVED
 * @param items in the spelling of {@code Items}; empty for an order that was released before it was reserved
 * @param claim who is asking the warehouses; null unless RESERVING
 */
record ReservationRow(
        ReservationState state,
        @Nullable Basis basis,
        String items,
        @Nullable UUID claim,
        @Nullable Instant claimedUntil) {

    boolean isClaimedAt(Instant moment) {
        return claimedUntil != null && claimedUntil.isAfter(moment);
    }
}
