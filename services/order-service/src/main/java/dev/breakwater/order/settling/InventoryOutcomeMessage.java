package dev.breakwater.order.settling;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What inventory-service tells on {@code inventory.outcomes}. */
record InventoryOutcomeMessage(
        UUID messageId,
        UUID orderId,
        Outcome outcome,
        @Nullable String sku) {

    enum Outcome {
        RESERVED,
        INSUFFICIENT,
        /** It waits for new stock, whatever was promised before. */
        BACKORDERED,
        RELEASED
    }
}
