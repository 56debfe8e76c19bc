package dev.breakwater.payment.system;

import static dev.breakwater.payment.system.PaymentApi.body;
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

/** Nobody asks for a settlement here: the drain rests while Stripe is away. */
class WhileStripeIsAwayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String DEBIT = body(1299, "pm_card_visa_debit");

    @SuppressWarnings("NullAway.Init")
    private static PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    @BeforeAll
    static void start() {
        system = new PaymentSystem("while-stripe-is-away");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void stripeIsAway() {
        system.healthy();
        system.breaker("stripe").transitionToForcedOpenState();
        system.api.charge(UUID.randomUUID(), DEBIT); // fetches the token: the fault is to strike the charge
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500_AFTER", "REPLY_LOST", "RESET"})
    void whatTheBankMayHaveGotIsSettledThereOnce(Fault fault) {
        system.bank.fault(fault);
        assertThat(system.api
                        .charge(order, DEBIT, "X-Request-Timeout-Ms", "1500")
                        .text("status"))
                .isEqualTo("QUEUED");
        system.bank.heal();
        await().atMost(SOON)
                .until(() -> system.api.payment(order).text("status").equals("CHARGED"));
        assertThat(system.bank.charges(order)).isEqualTo(1);
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void whatIsStripesWaitsForStripe() {
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        UUID banks = UUID.randomUUID();
        system.bank.fault(Fault.ERROR_500_AFTER);
        system.api.charge(banks, DEBIT);
        system.bank.heal();
        await().atMost(SOON)
                .until(() -> system.api.payment(banks).text("status").equals("CHARGED"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.bank.lines(order)).isEmpty();
    }
}
