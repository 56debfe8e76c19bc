package dev.breakwater.inventory.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on the topic {@code inventory.outcomes}.
 *
 * @param sku the product that there is too little of; null unless INSUFFICIENT
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandOutcome(
        UUID messageId,
        UUID orderId,
        Outcome outcome,
        @Nullable String sku) {

    enum Outcome {
        RESERVED,
        INSUFFICIENT,
        RELEASED
    }
}
