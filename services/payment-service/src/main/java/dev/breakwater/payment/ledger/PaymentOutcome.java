package dev.breakwater.payment.ledger;

import org.jspecify.annotations.Nullable;

/** What came of an attempt to charge. A decline is one of them: an answer, not a failure. */
public sealed interface PaymentOutcome {

    PaymentStatus status();

    default @Nullable String providerPaymentId() {
        return null;
    }

    default @Nullable String declineCode() {
        return null;
    }

    default @Nullable String reviewReason() {
        return null;
    }

    /** The money was taken. */
    record Charged(String providerPaymentId) implements PaymentOutcome {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.CHARGED;
        }
    }

    /** The provider refused this card for this amount; no money was taken. */
    record Declined(String declineCode, @Nullable String providerPaymentId) implements PaymentOutcome {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.DECLINED;
        }
    }

    /**
     * Nobody knows yet: settlement will ask the provider and charge if need be.
     *
     * @param inQueue whether the payment queue already holds it; otherwise the hand-over is an outbox row
     */
    record Queued(boolean inQueue) implements PaymentOutcome {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.QUEUED;
        }
    }

    /** The provider will not process this as it is, and the next attempt would end the same way. */
    record InReview(String reviewReason, @Nullable String providerPaymentId) implements PaymentOutcome {
        @Override
        public PaymentStatus status() {
            return PaymentStatus.IN_REVIEW;
        }
    }
}
