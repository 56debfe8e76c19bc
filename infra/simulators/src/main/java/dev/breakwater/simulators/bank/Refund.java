package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money given back; succeeds at once.
 *
 * @param reference the merchant's own; null if it gave none
 */
record Refund(
        String id,
        String chargeId,
        long amountMinor,
        @Nullable String reference,
        @Nullable String reason,
        Instant createdAt) {

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("chargeId", chargeId)
                .put("status", Charge.SUCCEEDED)
                .put("amountMinor", amountMinor)
                .put("createdAt", createdAt.toString());
        if (reference != null) {
            json.put("reference", reference);
        }
        return reason == null ? json : json.put("reason", reason);
    }
}
