package dev.breakwater.payment.refunding;

import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.RefundOrder;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one refund, as it was read.
 *
 * @param requestedMinor null if all that was left was asked for
 */
record Refund(
        UUID orderId,
        RefundOrder order,
        @Nullable Long requestedMinor,
        String currency,
        String reason,
        Provider provider,
        Status status,
        @Nullable String refusal) {

    enum Status {
        /** Recorded; the provider was not asked yet, or nobody knows what it answered. Asked again until it does. */
        PENDING,
        REFUNDED,
        /** The provider will not do it: a person must look. */
        REFUSED
    }

    boolean asks(RefundRequest request) {
        return reason.equals(request.reason()) && Objects.equals(requestedMinor, request.amountMinor());
    }
}
