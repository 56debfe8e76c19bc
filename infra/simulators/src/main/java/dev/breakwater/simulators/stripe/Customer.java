package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer; immutable, since nothing updates one here. */
record Customer(
        String id,
        Instant created,
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String description,
        Map<String, String> metadata) {

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", "customer")
                .putNull("address")
                .put("balance", 0)
                .put("created", created.getEpochSecond())
                .putNull("currency")
                .putNull("default_source")
                .put("delinquent", false)
                .put("description", description)
                .putNull("discount")
                .put("email", email)
                .put("invoice_prefix", id.substring(4, 11).toUpperCase(java.util.Locale.ROOT))
                .put("livemode", false);
        json.set("metadata", Metadata.json(metadata));
        return json.put("name", name)
                .put("phone", phone)
                .putNull("shipping")
                .put("tax_exempt", "none")
                .putNull("test_clock");
    }
}
