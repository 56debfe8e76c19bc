package dev.breakwater.payment.reviewing;

import dev.breakwater.payment.bank.GuardedBank;
import dev.breakwater.payment.ledger.Cause;
import dev.breakwater.payment.ledger.Lease;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentStatus;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Carries out what an operator decided. Whatever it was, the provider on record is asked first: a payment that was charged
 * after all is charged, and cannot be declined any more. Until the provider has answered, the payment stays in review.
 */
@Component
class DecideReview {

    private final Payments payments;
    private final GuardedStripe stripe;
    private final GuardedBank bank;

    DecideReview(Payments payments, GuardedStripe stripe, GuardedBank bank) {
        this.payments = payments;
        this.stripe = stripe;
        this.bank = bank;
    }

    Payment decide(UUID orderId, ReviewDecision decision) {
        refuseOthers(payments.find(orderId)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "No payment for this order.", Map.of("orderId", orderId))));
        Lease lease = payments.claim(orderId)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.REQUEST_IN_PROGRESS, "Another attempt is on its way.")
                                .retryAfter(payments.leaseLeft(orderId)));
        boolean recorded = false;
        try {
            Payment payment = payments.find(orderId).orElseThrow();
            refuseOthers(payment);
            payments.note(orderId, Cause.REVIEW_DECISION, decision.audited(), decision.by());
            PaymentOutcome outcome = known(payment).orElseGet(() -> decided(payment, decision.decision()));
            Payment after = payments.record(lease, outcome, Cause.REVIEW_DECISION);
            recorded = true;
            return after;
        } finally {
            if (!recorded) {
                payments.release(lease);
            }
        }
    }

    private Optional<PaymentOutcome> known(Payment payment) {
        return payment.provider() == Provider.BANK ? bank.find(payment) : stripe.find(payment);
    }

    private PaymentOutcome decided(Payment payment, ReviewDecision.Kind decision) {
        if (decision == ReviewDecision.Kind.REJECT) {
            return new PaymentOutcome.Declined("review_rejected", null);
        }
        return payment.provider() == Provider.BANK
                ? bank.chargeQueued(payment.charge())
                : stripe.chargeQueued(payment.charge());
    }

    private static void refuseOthers(Payment payment) {
        if (payment.status() != PaymentStatus.IN_REVIEW) {
            throw new ProblemException(
                    ProblemType.NOT_IN_REVIEW,
                    "The payment is " + payment.status() + ".",
                    Map.of("paymentStatus", payment.status()));
        }
    }
}
