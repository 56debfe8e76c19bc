package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.system.PaymentApi.Answer;
import dev.breakwater.simulators.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The second acquirer: for what Stripe certainly never got, and for nothing else. */
@ExtendWith(InSystem.class)
class BankTest {

    private static final String DEBIT = "pm_card_visa_debit";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SEED = 20_230_816;

    private final PaymentSystem system;
    private final String debit;

    private final UUID order = UUID.randomUUID();

    BankTest(PaymentSystem system) {
        this.system = system;
        debit = system.api.body(1299, DEBIT);
    }

    @BeforeEach
    void userIsACustomer() {
        system.api.charge(UUID.randomUUID()); // the faults are to strike the charge
    }

    @Test
    void goodDebitCardIsChargedAtStripeWhileStripeIsThere() {
        long decisions = system.bank.decisions();
        Answer answer = system.api.charge(order, debit);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        assertThat(system.bank.decisions()).isEqualTo(decisions);
    }

    @Test
    void bankChargesWhileTheBreakerOfStripeIsOpenAndTheAnswerOwnsUpToIt() {
        openStripe();
        long requests = system.stripe.requests();
        Answer answer = system.api.charge(order, debit);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(answer.text("providerPaymentId")).startsWith("ch_bank_");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=chargeAtBank");
        assertThat(system.stripe.requests()).isEqualTo(requests);
        assertThat(system.bank.charges(order)).isEqualTo(1);
        assertThat(provider()).isEqualTo("BANK");
        assertThat(system.api.settle(order, debit).body()).isEqualTo(answer.body());
        assertThat(system.surroundings
                        .jdbc()
                        .sql("select payload::json ->> 'provider' from outbox where message_key = ?")
                        .param(order.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("bank");
    }

    @Test
    void bankChargesWhenStripesPortIsClosed() {
        system.stripe.goAway();
        // What goes into a connection of before may have arrived, so it is not for the bank. These use them up.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> system.api
                        .charge(UUID.randomUUID(), debit)
                        .text("status")
                        .equals("CHARGED"));
        Answer answer = system.api.charge(order, debit);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=chargeAtBank");
        assertThat(system.bank.charges(order)).isEqualTo(1);
    }

    @Test
    void creditCardIsQueuedBecauseTheBankDoesNotTakeIt() {
        openStripe();
        Answer answer = system.api.charge(order);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=queuePayment");
        assertThat(system.bank.lines(order)).isEmpty();
    }

    @Test
    void declineOfTheBankIsTheEnd() {
        openStripe();
        Answer answer = system.api.charge(order, system.api.body(1299, "pm_card_visa_debit_chargeDeclined"));
        assertThat(answer.text("status")).isEqualTo("DECLINED");
        assertThat(answer.text("declineCode")).isEqualTo("do_not_honor");
        assertThat(system.breaker("bank-api").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SLOW", "OVERLOAD"},
            mode = Mode.EXCLUDE)
    void whatStripeMayHaveGotIsNeverTriedAtTheBank(Fault fault) {
        system.stripe.fault(fault.label(), "{}");
        Answer answer = system.api.charge(order, debit, "X-Request-Timeout-Ms", "1500");
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=queuePayment");
        assertThat(system.bank.lines(order)).isEmpty();
        assertThat(provider()).isEqualTo("STRIPE");

        system.stripe.heal();
        assertThat(system.api.settle(order, debit).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        assertThat(system.bank.lines(order)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SLOW", "OVERLOAD"},
            mode = Mode.EXCLUDE)
    void whatTheBankMayHaveGotIsSettledThereAndNowhereElse(Fault fault) {
        openStripe();
        system.api.charge(UUID.randomUUID(), debit); // fetches the token: the fault is to strike the charge
        system.bank.fault(fault);
        Answer answer = system.api.charge(order, debit, "X-Request-Timeout-Ms", "1500");
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=queuePayment");
        assertThat(system.queue.queued(order.toString())).contains(DEBIT);
        assertThat(provider()).isEqualTo("BANK");

        system.breaker("stripe").reset(); // Stripe is back, the bank is not
        if (fault == Fault.ERROR_503) {
            Answer waits = system.api.settle(order, debit);
            assertThat(waits.status()).as("says nothing about other payments").isEqualTo(409);
            assertThat(waits.header("Retry-After")).isNotEmpty();
        }
        system.bank.heal();
        assertThat(system.api.settle(order, debit).text("status")).isEqualTo("CHARGED");
        assertThat(system.bank.charges(order)).isEqualTo(1);
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void bankWhosePortIsClosedLeavesThePaymentToStripe() {
        openStripe();
        system.api.charge(UUID.randomUUID(), debit);
        system.bank.goAway();
        // What goes into a connection of before may have arrived, so it stays the bank's. These use them up.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            UUID another = UUID.randomUUID();
            system.api.charge(another, debit);
            return provider(another).equals("STRIPE");
        });
        assertThat(system.api.charge(order, debit).text("status")).isEqualTo("QUEUED");
        assertThat(provider()).isEqualTo("STRIPE");
        system.breaker("stripe").reset();
        assertThat(system.api.settle(order, debit).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void withoutStripeBankAndQueueThePaymentIsHeldAndSettledWhenAllAreBack() {
        openStripe();
        system.bank.fault(Fault.ERROR_503);
        system.queue.goAway();
        Answer answer = system.api.charge(order, debit);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).isEqualTo("stripe=holdPayment");
        system.healthy();
        await().atMost(SOON).until(() -> system.queue.queued(order.toString()).contains(DEBIT));
        assertThat(system.api.settle(order, debit).text("status")).isEqualTo("CHARGED");
        assertThat(system.bank.charges(order) + system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void revokedTokenIsReplacedWithoutAnybodyNoticing() {
        openStripe();
        system.api.charge(UUID.randomUUID(), debit);
        system.bank.revokeTokens();
        assertThat(system.api.charge(order, debit).text("status")).isEqualTo("CHARGED");
        assertThat(system.bank.charges(order)).isEqualTo(1);
    }

    /** Decision 17, for any order of faults: an order is paid once at most, and what the record says is what the books say. */
    @Test
    void whateverFailsWheneverAnOrderIsChargedOnceAtMostOverBothBooks() {
        Random random = new Random(SEED);
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID one = UUID.randomUUID();
            orders.add(one);
            for (int step = 0; step < 3; step++) {
                disturb(random);
                if (step == 0 || random.nextBoolean()) {
                    system.api.charge(one, debit, "X-Request-Timeout-Ms", "150");
                } else {
                    system.api.internal(
                            "POST", "/internal/payments/" + one + "/settlement", debit, "X-Request-Timeout-Ms", "150");
                }
            }
        }
        system.healthy();
        long atBank = 0;
        for (UUID one : orders) {
            await().atMost(SOON)
                    .until(() -> system.api.settle(one, debit).text("status").equals("CHARGED"));
            assertThat(system.stripe.charges(one) + system.bank.charges(one)).isEqualTo(1);
            atBank += system.bank.charges(one);
        }
        assertThat(atBank).as("or the bank had no part in it").isBetween(1L, 59L);
    }

    private void disturb(Random random) {
        system.stripe.heal();
        system.bank.heal();
        system.breaker("stripe").reset();
        system.breaker("bank-api").reset();
        Fault[] faults = Fault.values();
        if (random.nextBoolean()) {
            openStripe();
        } else if (random.nextBoolean()) {
            system.stripe.fault(faults[random.nextInt(faults.length)].label(), "{}");
        }
        if (random.nextBoolean()) {
            system.bank.fault(faults[random.nextInt(faults.length)]);
        }
    }

    private void openStripe() {
        system.breaker("stripe").transitionToForcedOpenState();
    }

    private String provider() {
        return provider(order);
    }

    private String provider(UUID order) {
        return system.surroundings
                .jdbc()
                .sql("select provider from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }
}
