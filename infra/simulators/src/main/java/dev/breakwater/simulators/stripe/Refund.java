package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money given back; always succeeds at once. */
record Refund(
        String id,
        Instant created,
        long amount,
        String currency,
        String charge,
        String paymentIntent,
        @Nullable String reason,
        Map<String, String> metadata) {

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", "refund")
                .put("amount", amount)
                .putNull("balance_transaction")
                .put("charge", charge)
                .put("created", created.getEpochSecond())
                .put("currency", currency);
        json.set("metadata", Metadata.json(metadata));
        return json.put("payment_intent", paymentIntent)
                .put("reason", reason)
                .putNull("receipt_number")
                .putNull("source_transfer_reversal")
                .put("status", "succeeded")
                .putNull("transfer_reversal");
    }
}
