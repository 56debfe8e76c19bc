package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge that the bank has decided about.
 *
 * @param reference the merchant's own, here the order's id
 * @param declineCode null if the money was taken
 * @param refundedMinor given back so far
 */
record Charge(
        String id,
        String reference,
        long amountMinor,
        String currency,
        String paymentMethod,
        @Nullable String declineCode,
        Instant createdAt,
        long refundedMinor) {

    static final String SUCCEEDED = "SUCCEEDED";

    String status() {
        return declineCode == null ? SUCCEEDED : "DECLINED";
    }

    long refundable() {
        return declineCode == null ? amountMinor - refundedMinor : 0;
    }

    Charge refunding(long more) {
        return new Charge(
                id, reference, amountMinor, currency, paymentMethod, declineCode, createdAt, refundedMinor + more);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("reference", reference)
                .put("status", status())
                .put("amountMinor", amountMinor)
                .put("currency", currency)
                .put("paymentMethod", paymentMethod)
                .put("refundedMinor", refundedMinor)
                .put("createdAt", createdAt.toString());
        return declineCode == null ? json : json.put("declineCode", declineCode);
    }
}
