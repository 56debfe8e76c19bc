package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.payment.system.PaymentApi.Answer;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InSystem.class)
class ChargingTest {

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    ChargingTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    void userIsACustomer() {
        system.api.charge(UUID.randomUUID()); // the faults are to strike the charge
    }

    @Test
    void chargesOnce() {
        Answer answer = system.api.charge(order);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(answer.text("providerPaymentId")).startsWith("pi_");
        assertThat(system.api.charge(order).body()).isEqualTo(answer.body());
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void userIsOneCustomerHoweverManyOrders() {
        system.api.charge(order);
        system.api.charge(UUID.randomUUID());
        assertThat(system.surroundings
                        .jdbc()
                        .sql("select count(*) from customers where user_id = ?")
                        .param(system.api.user())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"pm_card_chargeDeclined, generic_decline", "pm_card_chargeDeclinedInsufficientFunds, insufficient_funds"
    })
    void declinedCardIsAnAnswer(String card, String code) {
        Answer answer = system.api.charge(order, system.api.body(1299, card));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("DECLINED");
        assertThat(answer.text("declineCode")).isEqualTo(code);
        assertThat(system.stripe.charges(order)).isZero();
    }

    @Test
    void thousandDeclinesInARowLeaveTheBreakerClosed() {
        IntStream.range(0, 1000)
                .parallel()
                .forEach(i -> assertThat(system.api
                                .charge(UUID.randomUUID(), system.api.body(1299, "pm_card_chargeDeclined"))
                                .text("status"))
                        .isEqualTo("DECLINED"));
        assertThat(system.breaker("stripe").getState()).hasToString("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-503", "timeout", "reset", "reply-lost", "rate-limit-429"})
    void chargeThatFailsIsQueuedAndSettledOnce(String fault) {
        system.stripe.fault(fault, "{}");
        Answer answer = system.api.charge(order, system.api.body(1299, "pm_card_visa"), "X-Request-Timeout-Ms", "1500");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).contains("stripe=queuePayment");
        assertThat(system.queue.queued(order.toString())).contains("pm_card_visa");

        system.stripe.heal();
        assertThat(system.api.settle(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }
}
