package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param subject the object as it was then; renders the same each time
 */
record Event(
        String id,
        String type,
        Instant created,
        Supplier<ObjectNode> subject,
        int webhooks,
        String requestId,
        @Nullable String idempotencyKey) {

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", "event")
                .put("api_version", StripeApi.VERSION)
                .put("created", created.getEpochSecond());
        json.putObject("data").set("object", subject.get());
        json.put("livemode", false).put("pending_webhooks", webhooks);
        json.putObject("request").put("id", requestId).put("idempotency_key", idempotencyKey);
        return json.put("type", type);
    }
}
