package dev.breakwater.payment.bank;

import dev.breakwater.payment.ledger.Attempt;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The bank behind the breaker {@code bank-api}. It has no fallback of its own: it is one. Thread-safe. */
@Component
public class GuardedBank {

    static final String NAME = "bank-api";

    private final BankCharges bank;
    private final BankProperties properties;
    private final Payments payments;
    private final GuardedCall<Attempt, PaymentOutcome> chargeInstead;
    private final GuardedCall<Charge, PaymentOutcome> chargeQueued;
    private final GuardedCall<Payment, Optional<PaymentOutcome>> find;
    private final GuardedCall<RefundOrder, RefundOutcome> refund;

    GuardedBank(Guards guards, BankCharges bank, BankRefunds refunds, BankProperties properties, Payments payments) {
        this.bank = bank;
        this.properties = properties;
        this.payments = payments;
        chargeInstead = guards.on(NAME)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedBank::ourOwnTrouble)
                .call(this::recordThenCharge);
        chargeQueued = guards.on(NAME)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedBank::ourOwnTrouble)
                .idempotent()
                .call(bank::charge);
        find = guards.on(NAME)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(GuardedBank::ourOwnTrouble)
                .idempotent()
                .call(bank::find);
        refund = guards.on(NAME)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(refunds::refund);
    }

    /** Whether there is a bank, and it takes this payment method. */
    public boolean takes(Charge charge) {
        return properties.apiBase() != null
                && properties.paymentMethods().matcher(charge.paymentMethod()).matches();
    }

    /**
     * Charges what Stripe certainly never got. The record names the bank before anything is sent there, so that whatever comes
     * of it, this payment is settled at the bank and nowhere else; unless the bank certainly never got it either.
     *
     * @throws DependencyUnavailableException if the bank's answer is not known, or it was not asked
     */
    public PaymentOutcome chargeInstead(Attempt attempt) {
        try {
            return chargeInstead.with(attempt);
        } catch (DependencyUnavailableException away) {
            if (NAME.equals(away.dependency())
                    && away.trouble() instanceof Trouble.Failed failed
                    && failed.neverSent()) {
                payments.returnToStripe(attempt.lease());
            }
            throw away;
        }
    }

    /**
     * Charges a payment that is the bank's already.
     *
     * @throws DependencyUnavailableException if the bank's answer is not known
     */
    public PaymentOutcome chargeQueued(Charge charge) {
        return chargeQueued.with(charge);
    }

    /**
     * What the bank knows of this payment; empty if it never decided about it.
     *
     * @throws DependencyUnavailableException if the bank's answer is not known
     */
    public Optional<PaymentOutcome> find(Payment payment) {
        return find.with(payment);
    }

    /**
     * Gives money back, once for each refund however often it is asked.
     *
     * @throws DependencyUnavailableException if the bank's answer is not known
     */
    public RefundOutcome refund(RefundOrder refund) {
        return this.refund.with(refund);
    }

    private PaymentOutcome recordThenCharge(Attempt attempt) throws IOException {
        bank.authorize(); // whoever gets no token has sent nothing, and the record stays as it is
        if (!payments.sendToBank(attempt.lease())) {
            throw new LeaseLost();
        }
        return bank.charge(attempt.charge());
    }

    /** Our database, and a lease that is another's by now, say nothing about the bank. */
    private static boolean ourOwnTrouble(Exception trouble) {
        return trouble instanceof DataAccessException
                || trouble instanceof LeaseLost
                || (trouble instanceof DependencyUnavailableException elsewhere
                        && !NAME.equals(elsewhere.dependency()));
    }

    /** Somebody else settles this payment by now. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("the lease ran out", null, false, false);
        }
    }
}
