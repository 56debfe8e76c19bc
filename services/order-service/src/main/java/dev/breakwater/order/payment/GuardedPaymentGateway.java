package dev.breakwater.order.payment;

import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.outbox.Outbox;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import org.springframework.stereotype.Component;

/** payment-service behind its breaker. */
@Component
class GuardedPaymentGateway implements PaymentGateway {

    private final GuardedCall<Charge, PaymentOutcome> charge;
    private final PaymentQueue queue;
    private final OrderDatabase database;
    private final Outbox outbox;
    private final RefusedCharges refusals;

    GuardedPaymentGateway(
            Guards guards,
            PaymentHttpClient payments,
            PaymentQueue queue,
            OrderDatabase database,
            Outbox outbox,
            RefusedCharges refusals) {
        this.refusals = refusals;
        this.queue = queue;
        this.database = database;
        this.outbox = outbox;
        this.charge = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(payments::charge)
                .orElse("deferPayment", this::deferPayment)
                .orElse("holdInOutbox", this::holdInOutbox);
    }

    @Override
    public PaymentOutcome charge(Charge payment) {
        try {
            return charge.with(payment);
        } catch (RefusedException why) {
            refusals.count(payment, why);
            return review(payment);
        }
    }

    /** Neither paid nor declined. It goes to the queue as well, where settlement finds out what there is to be found out. */
    private PaymentOutcome review(Charge payment) {
        hold(payment);
        return new PaymentOutcome.InReview();
    }

    /** Right even when the charge may have been made: settlement asks the provider before it charges. */
    private PaymentOutcome deferPayment(Charge payment, Trouble why) {
        return queue.put(payment);
    }

    /** The row is the queue until payment-fallback-service is back; then the outbox relay hands it over. */
    private PaymentOutcome holdInOutbox(Charge payment, Trouble why) {
        hold(payment);
        return new PaymentOutcome.Queued();
    }

    private void hold(Charge payment) {
        database.inTransaction(
                () -> outbox.add(PaymentQueue.DESTINATION, payment.orderId().toString(), payment));
    }
}
