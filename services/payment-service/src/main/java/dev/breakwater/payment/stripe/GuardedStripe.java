package dev.breakwater.payment.stripe;

import dev.breakwater.payment.bank.GuardedBank;
import dev.breakwater.payment.ledger.Attempt;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.HandOver;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentOutcome.Queued;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.payment.queue.GuardedPaymentQueue;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Stripe behind the breaker {@code stripe}, and what a payment becomes without it. Thread-safe. */
@Component
public class GuardedStripe {

    private final GuardedCall<Attempt, PaymentOutcome> charge;
    private final GuardedCall<Attempt, PaymentOutcome> chargeHereOrAtBank;
    private final GuardedCall<Charge, PaymentOutcome> chargeQueued;
    private final GuardedCall<Payment, Optional<PaymentOutcome>> find;
    private final GuardedCall<RefundOrder, RefundOutcome> refund;
    private final GuardedBank bank;
    private final GuardedPaymentQueue queue;

    GuardedStripe(
            Guards guards, StripeCharges stripe, StripeRefunds refunds, GuardedBank bank, GuardedPaymentQueue queue) {
        this.bank = bank;
        this.queue = queue;
        charge = guards.on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedStripe::ourOwnTrouble)
                .idempotent()
                .call((Attempt attempt) -> stripe.charge(attempt.charge()))
                .orElse("queuePayment", this::queuePayment)
                .orElse("holdPayment", this::holdPayment);
        chargeHereOrAtBank = guards.on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedStripe::ourOwnTrouble)
                .idempotent()
                .call((Attempt attempt) -> stripe.charge(attempt.charge()))
                .orElse("chargeAtBank", this::chargeAtBank)
                .orElse("queuePayment", this::queuePayment)
                .orElse("holdPayment", this::holdPayment);
        chargeQueued = guards.on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedStripe::ourOwnTrouble)
                .idempotent()
                .call(stripe::charge);
        find = guards.on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedStripe::ourOwnTrouble)
                .idempotent()
                .call(stripe::find);
        refund = guards.on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(refunds::refund);
    }

    /** Charges now, or says how the payment will be charged later. */
    public PaymentOutcome charge(Attempt attempt) {
        return (bank.takes(attempt.charge()) ? chargeHereOrAtBank : charge).with(attempt);
    }

    /**
     * Charges a payment that is in the queue already: there is nothing to fall back to.
     *
     * @throws DependencyUnavailableException if Stripe's answer is not known
     */
    public PaymentOutcome chargeQueued(Charge charge) {
        return chargeQueued.with(charge);
    }

    /**
     * What Stripe knows of this payment; empty if it took no money for it and refused none.
     *
     * @throws DependencyUnavailableException if Stripe's answer is not known
     */
    public Optional<PaymentOutcome> find(Payment payment) {
        return find.with(payment);
    }

    /**
     * Gives money back, once for each refund however often it is asked.
     *
     * @throws DependencyUnavailableException if Stripe's answer is not known
     */
    public RefundOutcome refund(RefundOrder refund) {
        return this.refund.with(refund);
    }

    /** First choice, and only for what Stripe certainly never got: an outcome that nobody knows may be a charge already. */
    private PaymentOutcome chargeAtBank(Attempt attempt, Trouble why) {
        if (!why.neverSent()) {
            throw new DependencyUnavailableException(why, Duration.ZERO);
        }
        return bank.chargeInstead(attempt);
    }

    /** Next the payment queue, durable when it answers. */
    private PaymentOutcome queuePayment(Attempt attempt, Trouble why) {
        Charge charge = attempt.charge();
        queue.put(charge.orderId(), HandOver.of(charge));
        return new Queued(true);
    }

    /** Without the queue as well: an outbox row, stored together with the status, sent when the queue is back. */
    private PaymentOutcome holdPayment(Attempt attempt, Trouble why) {
        return new Queued(false);
    }

    /** Our database says nothing about Stripe, and no fallback of Stripe's helps against it. */
    private static boolean ourOwnTrouble(Exception trouble) {
        return trouble instanceof DataAccessException
                || (trouble instanceof DependencyUnavailableException elsewhere
                        && !"stripe".equals(elsewhere.dependency()));
    }
}
