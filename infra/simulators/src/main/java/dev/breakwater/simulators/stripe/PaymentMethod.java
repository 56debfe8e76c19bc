package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A card that was made from a test token; each use of a token makes a new one, as at Stripe. */
record PaymentMethod(
        String id, Instant created, Card card, @Nullable String customer) {

    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("object", "payment_method");
        json.putObject("billing_details")
                .putNull("email")
                .putNull("name")
                .putNull("phone")
                .putObject("address")
                .putNull("country")
                .putNull("postal_code");
        json.set("card", cardJson());
        json.put("created", created.getEpochSecond()).put("customer", customer).put("livemode", false);
        json.putObject("metadata");
        return json.put("type", "card");
    }

    ObjectNode cardJson() {
        ObjectNode json = Json.object().put("brand", card.brand());
        json.putObject("checks")
                .putNull("address_line1_check")
                .putNull("address_postal_code_check")
                .put("cvc_check", "pass");
        return json.put("country", "US")
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("fingerprint", "Xt5EWLLDS7FJjR1c")
                .put("funding", "credit")
                .put("last4", card.last4());
    }
}
