package dev.breakwater.payment.system;

import static dev.breakwater.payment.system.PaymentSystem.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.payment.system.PaymentSystem.Answer;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargingTest {

    @SuppressWarnings("NullAway.Init")
    private static PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    @BeforeAll
    static void start() {
        system = new PaymentSystem("charging");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    @AfterEach
    void everythingIsWell() {
        system.heal();
        system.queue.comeBack();
        system.breaker("stripe").reset();
        system.breaker("payment-fallback-service").reset();
    }

    @Test
    void chargesOnce() {
        Answer answer = system.charge(order);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(answer.text("providerPaymentId")).startsWith("pi_");
        assertThat(system.charge(order).body()).isEqualTo(answer.body());
        assertThat(system.charges(order)).isEqualTo(1);
    }

    @Test
    void userIsOneCustomerHoweverManyOrders() {
        system.charge(order);
        system.charge(UUID.randomUUID());
        assertThat(system.jdbc()
                        .sql("select count(*) from customers where user_id = ?::uuid")
                        .param(PaymentSystem.USER)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"pm_card_chargeDeclined, generic_decline", "pm_card_chargeDeclinedInsufficientFunds, insufficient_funds"
    })
    void declinedCardIsAnAnswer(String card, String code) {
        Answer answer = system.charge(order, body(1299, card));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("DECLINED");
        assertThat(answer.text("declineCode")).isEqualTo(code);
        assertThat(system.charges(order)).isZero();
    }

    @Test
    void thousandDeclinesInARowLeaveTheBreakerClosed() {
        IntStream.range(0, 1000)
                .parallel()
                .forEach(i -> assertThat(system.charge(UUID.randomUUID(), body(1299, "pm_card_chargeDeclined"))
                                .text("status"))
                        .isEqualTo("DECLINED"));
        assertThat(system.breaker("stripe").getState()).hasToString("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-503", "timeout", "reset", "reply-lost", "rate-limit-429"})
    void chargeThatFailsIsQueuedAndSettledOnce(String fault) {
        system.fault(fault, "{}");
        Answer answer = system.charge(order, body(1299, "pm_card_visa"), "X-Request-Timeout-Ms", "3000");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).contains("stripe=queuePayment");
        assertThat(system.queue.queued(order.toString())).contains("pm_card_visa");

        system.heal();
        assertThat(system.settle(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.charges(order)).isEqualTo(1);
    }
}
