package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take the money.
 *
 * @param decline why it failed; null if the money was taken
 * @param refunded minor units given back so far
 */
record Charge(
        String id,
        Instant created,
        String paymentIntent,
        PaymentIntent.Terms terms,
        PaymentMethod method,
        Card.@Nullable Decline decline,
        long refunded) {

    boolean paid() {
        return decline == null;
    }

    long refundable() {
        return terms.amount() - refunded;
    }

    Charge refunding(long amount) {
        return new Charge(id, created, paymentIntent, terms, method, decline, refunded + amount);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", "charge")
                .put("amount", terms.amount())
                .put("amount_captured", paid() ? terms.amount() : 0)
                .put("amount_refunded", refunded)
                .putNull("balance_transaction")
                .put("captured", paid())
                .put("created", created.getEpochSecond())
                .put("currency", terms.currency())
                .put("customer", terms.customer())
                .put("description", terms.description())
                .put("disputed", false)
                .put("failure_code", decline == null ? null : decline.code())
                .put("failure_message", decline == null ? null : decline.message())
                .put("livemode", false);
        json.set("metadata", Metadata.json(terms.metadata()));
        ObjectNode outcome = json.putObject("outcome");
        outcome.put("network_status", paid() ? "approved_by_network" : "declined_by_network")
                .put("reason", decline == null ? null : decline.declineCode())
                .put("risk_level", "normal")
                .put("seller_message", paid() ? "Payment complete." : "The bank did not return any further details.")
                .put("type", paid() ? "authorized" : "issuer_declined");
        json.put("paid", paid()).put("payment_intent", paymentIntent).put("payment_method", method.id());
        ObjectNode details = json.putObject("payment_method_details");
        details.set("card", method.cardJson());
        details.put("type", "card");
        return json.put("receipt_email", terms.receiptEmail())
                .put("refunded", paid() && refundable() == 0)
                .put("status", paid() ? "succeeded" : "failed");
    }
}
