package dev.breakwater.order.settling;

import dev.breakwater.order.book.PaymentState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What payment-service tells on {@code payment.outcomes}.
 *
 * @param refundedMinor with REFUNDED: the sum of all refunds of the order so far, 1 or more
 */
record PaymentOutcomeMessage(
        UUID messageId,
        UUID orderId,
        Status status,
        @Nullable String declineCode,
        @Nullable Long refundedMinor) {

    enum Status {
        CHARGED(PaymentState.CHARGED),
        DECLINED(PaymentState.DECLINED),
        IN_REVIEW(PaymentState.IN_REVIEW),
        /** What is given back was charged before. */
        REFUNDED(PaymentState.CHARGED);

        private final PaymentState state;

        Status(PaymentState state) {
            this.state = state;
        }

        PaymentState state() {
            return state;
        }
    }
}
