package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment intent at one moment; immutable, each change makes a new one.
 *
 * @param secret what the client secret ends in
 * @param latestCharge id of the last attempt; null if none was made
 * @param lastError why the last attempt failed, as Stripe words it; null if it did not
 */
record PaymentIntent(
        String id,
        String secret,
        Instant created,
        Terms terms,
        Status status,
        @Nullable String paymentMethod,
        @Nullable String latestCharge,
        @Nullable JsonNode lastError,
        @Nullable Instant canceledAt,
        @Nullable String cancellationReason) {

    /** What was agreed when it was created. */
    record Terms(
            long amount,
            String currency,
            @Nullable String customer,
            @Nullable String description,
            @Nullable String receiptEmail,
            Redirects redirects,
            Map<String, String> metadata) {}

    /** Which payment methods it takes: redirecting ones force the caller to name a return URL. */
    enum Redirects {
        ALWAYS,
        NEVER,
        CARDS_ONLY
    }

    enum Status {
        REQUIRES_PAYMENT_METHOD("requires_payment_method"),
        REQUIRES_CONFIRMATION("requires_confirmation"),
        SUCCEEDED("succeeded"),
        CANCELED("canceled");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    PaymentIntent paying(String method) {
        return new PaymentIntent(
                id,
                secret,
                created,
                terms,
                Status.REQUIRES_CONFIRMATION,
                method,
                latestCharge,
                lastError,
                canceledAt,
                cancellationReason);
    }

    PaymentIntent succeeded(String charge) {
        return new PaymentIntent(
                id,
                secret,
                created,
                terms,
                Status.SUCCEEDED,
                paymentMethod,
                charge,
                null,
                canceledAt,
                cancellationReason);
    }

    PaymentIntent declined(String charge, JsonNode error) {
        return new PaymentIntent(
                id,
                secret,
                created,
                terms,
                Status.REQUIRES_PAYMENT_METHOD,
                null,
                charge,
                error,
                canceledAt,
                cancellationReason);
    }

    PaymentIntent canceled(Instant when, @Nullable String reason) {
        return new PaymentIntent(
                id, secret, created, terms, Status.CANCELED, paymentMethod, latestCharge, lastError, when, reason);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", "payment_intent")
                .put("amount", terms.amount())
                .put("amount_capturable", 0);
        json.putObject("amount_details").putObject("tip");
        json.put("amount_received", status == Status.SUCCEEDED ? terms.amount() : 0)
                .putNull("application")
                .putNull("application_fee_amount");
        if (terms.redirects() == Redirects.CARDS_ONLY) {
            json.putNull("automatic_payment_methods");
        } else {
            json.putObject("automatic_payment_methods")
                    .put("allow_redirects", terms.redirects() == Redirects.NEVER ? "never" : "always")
                    .put("enabled", true);
        }
        json.put("canceled_at", canceledAt == null ? null : (Long) canceledAt.getEpochSecond())
                .put("cancellation_reason", cancellationReason)
                .put("capture_method", "automatic")
                .put("client_secret", id + "_secret_" + secret)
                .put("confirmation_method", "automatic")
                .put("created", created.getEpochSecond())
                .put("currency", terms.currency())
                .put("customer", terms.customer())
                .put("description", terms.description())
                .putNull("invoice");
        json.set("last_payment_error", lastError);
        json.put("latest_charge", latestCharge).put("livemode", false);
        json.set("metadata", Metadata.json(terms.metadata()));
        json.putNull("next_action").putNull("on_behalf_of").put("payment_method", paymentMethod);
        json.putObject("payment_method_options")
                .putObject("card")
                .putNull("installments")
                .putNull("mandate_options")
                .putNull("network")
                .put("request_three_d_secure", "automatic");
        json.putArray("payment_method_types").add("card");
        return json.putNull("processing")
                .put("receipt_email", terms.receiptEmail())
                .putNull("review")
                .putNull("setup_future_usage")
                .putNull("shipping")
                .putNull("source")
                .putNull("statement_descriptor")
                .putNull("statement_descriptor_suffix")
                .put("status", status.label())
                .putNull("transfer_data")
                .putNull("transfer_group");
    }
}
