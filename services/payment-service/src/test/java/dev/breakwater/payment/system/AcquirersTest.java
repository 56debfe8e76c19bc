package dev.breakwater.payment.system;

import dev.breakwater.payment.bank.GuardedBank;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.simulators.bank.BankLedger;
import dev.breakwater.simulators.faults.Fault;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of acquirers, kept by both, each with its simulator. */
@ExtendWith(InSystem.class)
class AcquirersTest {

    private final PaymentSystem system;

    AcquirersTest(PaymentSystem system) {
        this.system = system;
    }

    @Nested
    class AtStripe extends AcquirerContract {

        private final GuardedStripe stripe = system.bean(GuardedStripe.class);

        @Override
        PaymentSystem system() {
            return system;
        }

        @Override
        Provider provider() {
            return Provider.STRIPE;
        }

        @Override
        PaymentOutcome charge(Charge charge) {
            return stripe.chargeQueued(charge);
        }

        @Override
        Optional<PaymentOutcome> find(Payment payment) {
            return stripe.find(payment);
        }

        @Override
        RefundOutcome refund(RefundOrder refund) {
            return stripe.refund(refund);
        }

        @Override
        void fault(Fault fault) {
            system.stripe.fault(fault.label(), "{}");
        }

        @Override
        long charges(UUID orderId) {
            return system.stripe.charges(orderId);
        }

        @Override
        long chargesElsewhere(UUID orderId) {
            return system.bank.lines(orderId).size();
        }

        @Override
        long refunded(UUID orderId) {
            return system.stripe.refunded(orderId);
        }

        @Override
        String declining() {
            return "pm_card_chargeDeclined";
        }
    }

    @Nested
    class AtTheBank extends AcquirerContract {

        private final GuardedBank bank = system.bean(GuardedBank.class);

        @Override
        PaymentSystem system() {
            return system;
        }

        @Override
        Provider provider() {
            return Provider.BANK;
        }

        @Override
        PaymentOutcome charge(Charge charge) {
            return bank.chargeQueued(charge);
        }

        @Override
        Optional<PaymentOutcome> find(Payment payment) {
            return bank.find(payment);
        }

        @Override
        RefundOutcome refund(RefundOrder refund) {
            return bank.refund(refund);
        }

        @Override
        void fault(Fault fault) {
            system.bank.fault(fault);
        }

        @Override
        long charges(UUID orderId) {
            return system.bank.charges(orderId);
        }

        @Override
        long chargesElsewhere(UUID orderId) {
            return system.stripe.charges(orderId);
        }

        @Override
        long refunded(UUID orderId) {
            return system.bank.lines(orderId).stream()
                    .mapToLong(BankLedger.Line::refundedMinor)
                    .sum();
        }

        @Override
        String declining() {
            return "pm_card_visa_debit_chargeDeclined";
        }
    }
}
