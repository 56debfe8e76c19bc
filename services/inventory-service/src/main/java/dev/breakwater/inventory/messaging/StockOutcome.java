package dev.breakwater.inventory.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on the topic {@code inventory.outcomes}.
 *
 * @param sku the product that there is too little of; null where that is not it, or it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockOutcome(
        UUID messageId,
        UUID orderId,
        Kind outcome,
        @Nullable String sku) {

    /** What became of the order's stock. */
    public enum Kind {
        /** A warehouse holds it. */
        RESERVED,
        /** No warehouse has it. */
        INSUFFICIENT,
        /** Nobody can say whether there is any, or it was promised and is not there: the order must wait for new stock. */
        BACKORDERED,
        RELEASED
    }

    /** The outcome of a message, with an id that is the same however often it is worked out. */
    public static StockOutcome of(UUID cause, UUID orderId, Kind kind, @Nullable String sku) {
        UUID id = UUID.nameUUIDFromBytes((cause + " " + kind).getBytes(StandardCharsets.UTF_8));
        return new StockOutcome(id, orderId, kind, sku);
    }
}
