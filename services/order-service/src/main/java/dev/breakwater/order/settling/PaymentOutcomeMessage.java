package dev.breakwater.order.settling;

import dev.breakwater.order.book.PaymentState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What payment-service tells on {@code payment.outcomes}. */
record PaymentOutcomeMessage(
        UUID messageId,
        UUID orderId,
        Status status,
        @Nullable String declineCode) {

    enum Status {
        CHARGED(PaymentState.CHARGED),
        DECLINED(PaymentState.DECLINED),
        IN_REVIEW(PaymentState.IN_REVIEW);

        private final PaymentState state;

        Status(PaymentState state) {
            this.state = state;
        }

        PaymentState state() {
            return state;
        }
    }
}
