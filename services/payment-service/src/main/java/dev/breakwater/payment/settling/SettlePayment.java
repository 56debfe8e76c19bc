package dev.breakwater.payment.settling;

import dev.breakwater.payment.bank.GuardedBank;
import dev.breakwater.payment.ledger.Cause;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Lease;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.ProviderAvailability;
import dev.breakwater.payment.settling.Settlement.Busy;
import dev.breakwater.payment.settling.Settlement.Later;
import dev.breakwater.payment.settling.Settlement.Settled;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings a queued payment to its end: asks the provider on record what it knows, and charges there only if the answer is 'nothing'. */
@Component
public class SettlePayment {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Payments payments;
    private final GuardedStripe stripe;
    private final GuardedBank bank;
    private final ProviderAvailability availability;

    SettlePayment(Payments payments, GuardedStripe stripe, GuardedBank bank, ProviderAvailability availability) {
        this.payments = payments;
        this.stripe = stripe;
        this.bank = bank;
        this.availability = availability;
    }

    public Settlement settle(Charge charge) {
        Payment payment = payments.adopt(charge);
        if (payment.status().isFinal()) {
            return new Settled(payment);
        }
        Duration away = availability.retryAfter(payment.provider().breaker());
        if (!away.isZero()) {
            return later(payment.provider(), away, "is not available");
        }
        Optional<Lease> lease = payments.claim(charge.orderId());
        return lease.isPresent()
                ? askThenCharge(lease.get())
                : new Busy(payments.leaseLeft(charge.orderId()), "Another attempt is on its way.");
    }

    private Settlement askThenCharge(Lease lease) {
        // Read again under the lease: until then the attempt of somebody else could still move the payment to the bank.
        Payment payment = payments.find(lease.orderId()).orElseThrow();
        if (payment.status().isFinal()) {
            payments.release(lease);
            return new Settled(payment);
        }
        PaymentOutcome outcome;
        try {
            outcome = payment.provider() == Provider.BANK
                    ? bank.find(payment).orElseGet(() -> bank.chargeQueued(payment.charge()))
                    : stripe.find(payment).orElseGet(() -> stripe.chargeQueued(payment.charge()));
        } catch (DependencyUnavailableException unknown) {
            payments.release(lease);
            return later(payment.provider(), unknown.retryAfter(), "gave no answer");
        }
        Payment recorded = payments.record(lease, outcome, Cause.SETTLEMENT);
        return recorded.status().isFinal()
                ? new Settled(recorded)
                : later(payment.provider(), SOON, "is still processing the payment");
    }

    /** Without Stripe the drain may rest; a bank that is away holds up the few payments that are the bank's. */
    private static Settlement later(Provider provider, Duration retryAfter, String what) {
        return provider == Provider.BANK
                ? new Busy(retryAfter.compareTo(SOON) < 0 ? SOON : retryAfter, "The bank " + what + ".")
                : new Later(retryAfter, "Stripe " + what + ".");
    }
}
