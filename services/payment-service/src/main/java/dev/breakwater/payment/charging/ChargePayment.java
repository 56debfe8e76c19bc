package dev.breakwater.payment.charging;

import dev.breakwater.payment.ledger.Attempt;
import dev.breakwater.payment.ledger.Cause;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.HandOver;
import dev.breakwater.payment.ledger.Lease;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentStatus;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.Start;
import dev.breakwater.payment.queue.GuardedPaymentQueue;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The order's request for its money: record, charge, store what came of it. */
@Component
public class ChargePayment {

    private final Payments payments;
    private final GuardedCall<Charge, Start> start;
    private final GuardedStripe stripe;
    private final GuardedPaymentQueue queue;
    private final Clock clock;

    ChargePayment(Payments payments, GuardedStripe stripe, GuardedPaymentQueue queue, Clock clock) {
        this.payments = payments;
        this.stripe = stripe;
        this.queue = queue;
        this.clock = clock;
        this.start = payments.starting().orElse("queuePayment", this::queueUnrecorded);
    }

    /**
     * Never waits for another request of the same order. Whoever comes second gets what is on record; while the first is on
     * its way that is {@code QUEUED}: handed to settlement, which asks the provider before it charges.
     */
    public Payment charge(Charge charge) {
        Start started = start.with(charge); // committed: from here on no crash can lose the payment
        if (started instanceof Start.First first) {
            return attempt(charge, first.lease());
        }
        return started instanceof Start.Repeated
                ? payments.handOver(charge.orderId(), Cause.REPEATED_REQUEST)
                : new Payment(charge, Provider.STRIPE, PaymentStatus.QUEUED, null, null, clock.instant());
    }

    private Payment attempt(Charge charge, Lease lease) {
        PaymentOutcome outcome = stripe.charge(new Attempt(charge, lease));
        return payments.record(lease, outcome, Cause.REQUEST);
    }

    /** Nothing is charged without its record. The queue holds all that settlement needs to make one. */
    private Start queueUnrecorded(Charge charge, Trouble why) {
        queue.put(charge.orderId(), HandOver.of(charge));
        return new Start.Unrecorded();
    }
}
