package dev.breakwater.payment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentResponse(
        UUID orderId,
        PaymentStatus status,
        @Nullable String declineCode,
        @Nullable String providerPaymentId) {

    static PaymentResponse of(Payment payment) {
        // An attempt under way is not a status for others: to them the payment is accepted and not yet paid.
        PaymentStatus status = payment.status() == PaymentStatus.ATTEMPTING ? PaymentStatus.QUEUED : payment.status();
        return new PaymentResponse(
                payment.charge().orderId(), status, payment.declineCode(), payment.providerPaymentId());
    }
}
