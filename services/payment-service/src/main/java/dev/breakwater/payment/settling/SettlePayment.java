package dev.breakwater.payment.settling;

import dev.breakwater.payment.ledger.Cause;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Lease;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.settling.Settlement.Busy;
import dev.breakwater.payment.settling.Settlement.Later;
import dev.breakwater.payment.settling.Settlement.Settled;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.payment.stripe.ProviderAvailability;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings a queued payment to its end: asks the provider what it knows, and charges only if the answer is 'nothing'. */
@Component
public class SettlePayment {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Payments payments;
    private final GuardedStripe stripe;
    private final ProviderAvailability provider;

    SettlePayment(Payments payments, GuardedStripe stripe, ProviderAvailability provider) {
        this.payments = payments;
        this.stripe = stripe;
        this.provider = provider;
    }

    public Settlement settle(Charge charge) {
        Payment payment = payments.adopt(charge);
        if (payment.status().isFinal()) {
            return new Settled(payment);
        }
        Duration away = provider.retryAfter();
        if (!away.isZero()) {
            return new Later(away, "Stripe is not available.");
        }
        Optional<Lease> lease = payments.claim(charge.orderId());
        return lease.isPresent() ? askThenCharge(lease.get(), payment) : new Busy(payments.leaseLeft(charge.orderId()));
    }

    private Settlement askThenCharge(Lease lease, Payment payment) {
        PaymentOutcome outcome;
        try {
            outcome = stripe.find(payment).orElseGet(() -> stripe.chargeQueued(payment.charge()));
        } catch (DependencyUnavailableException unknown) {
            payments.release(lease);
            return new Later(unknown.retryAfter(), "Stripe gave no answer.");
        }
        Payment recorded = payments.record(lease, outcome, Cause.SETTLEMENT);
        return recorded.status().isFinal()
                ? new Settled(recorded)
                : new Later(SOON, "Stripe is still processing the payment.");
    }
}
