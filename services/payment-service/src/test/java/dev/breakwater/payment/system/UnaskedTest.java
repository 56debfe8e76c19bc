package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the service does for payments that nobody asks after: a queue that loses what it holds leaves none pending for ever (at speed 10 a
 * payment is handed over again after a second), and the bank's are settled while the drain rests because Stripe is away.
 */
class UnaskedTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init")
    private static PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    @BeforeAll
    static void start() {
        system = new PaymentSystem("unasked", "breakwater.payments.sweep.queued-longer-than=10s");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void everythingIsWell() {
        system.healthy();
        system.api.anotherUser();
    }

    @Test
    void paymentThatTheQueueLostIsHandedOverAgainAndSettledOnce() {
        system.stripe.fault("error-503", "{}");
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        assertThat(system.queue.queued(order.toString())).contains("pm_card_visa");
        system.stripe.heal();
        system.queue.loseAll();

        await().atMost(SOON).until(() -> system.queue.queued(order.toString()).contains("pm_card_visa"));
        assertThat(audited()).isPositive();
        assertThat(system.api
                        .settle(order, system.queue.queued(order.toString()))
                        .text("status"))
                .isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void paymentThatIsSettledIsNeverHandedOverAgain() {
        system.api.charge(order);
        UUID other = UUID.randomUUID();
        system.stripe.fault("error-503", "{}");
        system.api.charge(other);
        system.stripe.heal();
        system.queue.loseAll();
        await().atMost(SOON).until(() -> !system.queue.queued(other.toString()).isEmpty());
        assertThat(system.queue.queued(order.toString())).isEmpty();
    }

    @Test
    void paymentWhoseProviderIsAwayWaitsForGoodReason() {
        system.stripe.fault("error-503", "{}");
        system.api.charge(order, system.api.body(1299, "pm_card_visa"));
        system.breaker("stripe").transitionToForcedOpenState();
        system.queue.loseAll();
        system.bank.fault(Fault.ERROR_503); // or it would settle the one that proves that the sweep has been by
        UUID banks = banks();
        await().atMost(SOON).until(() -> !system.queue.queued(banks.toString()).isEmpty());
        assertThat(system.queue.queued(order.toString())).isEmpty();
        assertThat(audited()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500_AFTER", "REPLY_LOST", "RESET"})
    void whileStripeIsAwayWhatTheBankMayHaveGotIsSettledThereOnce(Fault fault) {
        stripeIsAway();
        system.bank.fault(fault);
        assertThat(system.api
                        .charge(order, debit(), "X-Request-Timeout-Ms", "1500")
                        .text("status"))
                .isEqualTo("QUEUED");
        system.bank.heal();
        await().atMost(SOON)
                .until(() -> system.api.payment(order).text("status").equals("CHARGED"));
        assertThat(system.bank.charges(order)).isEqualTo(1);
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void whileStripeIsAwayWhatIsStripesWaitsForStripe() {
        stripeIsAway();
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        UUID banks = UUID.randomUUID();
        system.bank.fault(Fault.ERROR_500_AFTER);
        system.api.charge(banks, debit());
        system.bank.heal();
        await().atMost(SOON)
                .until(() -> system.api.payment(banks).text("status").equals("CHARGED"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.bank.lines(order)).isEmpty();
    }

    private static void stripeIsAway() {
        system.breaker("stripe").transitionToForcedOpenState();
        system.api.charge(UUID.randomUUID(), debit()); // fetches the token: the fault is to strike the charge
    }

    private static String debit() {
        return system.api.body(1299, "pm_card_visa_debit");
    }

    private UUID banks() {
        UUID banks = UUID.randomUUID();
        system.surroundings
                .jdbc()
                .sql(
                        "insert into payments (order_id, user_id, amount_minor, currency, payment_method, status, provider,"
                                + " updated_at) values (?, ?, 1299, 'EUR', 'pm_card_visa_debit', 'QUEUED', 'BANK',"
                                + " now() - interval '1 hour')")
                .params(banks, system.api.user())
                .update();
        return banks;
    }

    private long audited() {
        return system.surroundings
                .jdbc()
                .sql("select count(*) from payment_audit where order_id = ? and cause = 'LONG_QUEUED'")
                .param(order)
                .query(Long.class)
                .single();
    }
}
