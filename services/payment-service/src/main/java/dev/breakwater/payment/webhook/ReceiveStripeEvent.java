package dev.breakwater.payment.webhook;

import dev.breakwater.payment.ledger.LedgerTransaction;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentStatus;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in a verified event, in one transaction: received and applied, or neither. */
@Component
class ReceiveStripeEvent {

    private static final Logger log = LoggerFactory.getLogger(ReceiveStripeEvent.class);

    private final LedgerTransaction transaction;
    private final WebhookRows rows;
    private final Payments payments;

    ReceiveStripeEvent(LedgerTransaction transaction, WebhookRows rows, Payments payments) {
        this.transaction = transaction;
        this.rows = rows;
        this.payments = payments;
    }

    Effect receive(StripeEvent event, String signature) {
        return transaction.run(() -> {
            if (!rows.insertSignature(signature, event.id())) {
                return Effect.REPLAYED;
            }
            if (!rows.insertEvent(event)) {
                return Effect.KNOWN;
            }
            Effect effect = apply(event);
            rows.setEffect(event.id(), effect);
            return effect;
        });
    }

    private Effect apply(StripeEvent event) {
        StripeEvent.Intent intent = event.intent();
        Optional<PaymentOutcome> outcome = intent == null ? Optional.empty() : outcome(event.type(), intent);
        if (intent == null || intent.orderId() == null || outcome.isEmpty()) {
            return Effect.IGNORED;
        }
        Optional<Payment> payment = payments.find(intent.orderId());
        if (payment.isEmpty()) {
            log.error("Stripe event {} is about order {}, which has no payment here", event.id(), intent.orderId());
            return Effect.IGNORED;
        }
        return settle(intent.orderId(), payment.get(), intent, outcome.get());
    }

    private Effect settle(UUID orderId, Payment payment, StripeEvent.Intent intent, PaymentOutcome said) {
        if (payment.charge().amountMinor() != intent.amountMinor()
                || !payment.charge().currency().equals(intent.currency())) {
            payments.flag(
                    orderId,
                    "Stripe's " + intent.id() + " is about " + intent.amountMinor() + " " + intent.currency()
                            + ", this payment is not");
            return Effect.FLAGGED;
        }
        if (payment.provider() == Provider.BANK) {
            payments.flag(
                    orderId,
                    "Stripe says " + said.status() + " of " + intent.id() + ", but this payment was sent to the bank");
            return Effect.FLAGGED;
        }
        Payment after = payments.correct(orderId, said);
        boolean paid = said.status() == PaymentStatus.CHARGED;
        if (paid && (after.status() != PaymentStatus.CHARGED || !intent.id().equals(after.providerPaymentId()))) {
            payments.flag(
                    orderId,
                    "Stripe charged " + intent.id() + ", but the payment is " + after.status() + " by "
                            + after.providerPaymentId());
            return Effect.FLAGGED;
        }
        return after.status() == said.status() ? Effect.AGREED : Effect.OVERTAKEN;
    }

    private static Optional<PaymentOutcome> outcome(String type, StripeEvent.Intent intent) {
        return switch (type) {
            case "payment_intent.succeeded" -> Optional.of(new PaymentOutcome.Charged(intent.id()));
            case "payment_intent.payment_failed" ->
                Optional.of(new PaymentOutcome.Declined(intent.declineCode(), intent.id()));
            case "payment_intent.canceled" -> Optional.of(new PaymentOutcome.Declined("canceled", intent.id()));
            default -> Optional.empty();
        };
    }
}
