package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.system.PaymentApi.Answer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InSystem.class)
class SettlementTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    SettlementTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    void userIsACustomer() {
        system.api.charge(UUID.randomUUID()); // the faults are to strike the charge
    }

    @Test
    void paymentThatWasNeverHeardOfIsCharged() {
        assertThat(system.api.settle(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.api.payment(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void settlementWhoseAnswerWasLostIsSafeToRepeat() {
        Answer first = system.api.settle(order);
        Answer second = system.api.settle(order);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void declineIsTheEnd() {
        String declining = system.api.body(1299, "pm_card_chargeDeclinedInsufficientFunds");
        Answer answer = system.api.settle(order, declining);
        assertThat(answer.text("status")).isEqualTo("DECLINED");
        assertThat(answer.text("declineCode")).isEqualTo("insufficient_funds");
        assertThat(system.api.settle(order, declining).text("status")).isEqualTo("DECLINED");
        assertThat(system.surroundings.announced(order, "DECLINED")).isEqualTo(1);
    }

    @Test
    void declineWhoseAnswerWasLostIsFound() {
        String declining = system.api.body(1299, "pm_card_chargeDeclined");
        system.stripe.fault("error-500-after", "{}");
        assertThat(system.api.charge(order, declining).text("status")).isEqualTo("QUEUED");
        system.stripe.heal();
        assertThat(system.api.settle(order, declining).text("status")).isEqualTo("DECLINED");
    }

    @Test
    void otherParametersAreRefusedAndNothingIsCharged() {
        system.stripe.fault("error-503", "{}");
        system.api.charge(order);
        system.stripe.heal();
        for (Answer answer : List.of(
                system.api.settle(order, system.api.body(1, "pm_card_visa")),
                system.api.charge(order, system.api.body(1299, "pm_card_mastercard")),
                system.api.charge(order, PaymentApi.body(UUID.randomUUID().toString(), 1299, "pm_card_visa")))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("type")).isEqualTo("/problems/payment-mismatch");
        }
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
    }

    @Test
    void nothingIsAskedWhileTheProviderIsAwayAndItIsTriedWhenTheWaitIsOver() {
        system.policies("resilience4j.circuitbreaker.instances.stripe.wait-duration-in-open-state=20s");
        CircuitBreaker stripe = system.breaker("stripe");
        stripe.transitionToOpenState();
        long requests = system.stripe.requests();
        Answer provider = system.api.provider();
        assertThat(provider.body().path("available").asBoolean()).isFalse();
        assertThat(provider.body().path("retryAfterMs").asLong()).isBetween(1L, 3_000L);
        Answer answer = system.api.settle(order);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3);
        assertThat(system.stripe.requests()).isEqualTo(requests);

        await().atMost(SOON)
                .until(() -> system.api.provider().body().path("available").asBoolean());
        assertThat(system.api.provider().body().path("retryAfterMs").asLong()).isZero();
        assertThat(stripe.getState()).isNotEqualTo(CircuitBreaker.State.CLOSED); // nobody has called yet
        await().atMost(SOON).until(() -> system.api.settle(order).text("status").equals("CHARGED"));
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void unknownOutcomeIsFoundEvenIfStripeReplaysItsErrorForEver() {
        system.stripe.fault("error-500-after", "{}");
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        system.stripe.heal();
        assertThat(system.api.settle(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void settlementThatFailsLeavesThePaymentQueued() {
        system.stripe.fault("error-503", "{}");
        Answer answer = system.api.settle(order);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
    }

    @Test
    void whoComesSecondNeitherWaitsNorCharges() {
        system.api.charge(UUID.randomUUID()); // so that the customer exists, and the slow call is the charge
        system.stripe.fault("slow", "{\"delayMs\":1500}");
        long before = system.stripe.requests();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> system.api.charge(order));
        await().atMost(SOON).until(() -> system.stripe.requests() > before);
        Answer second = system.api.settle(order);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("type")).isEqualTo("/problems/request-in-progress");
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        assertThat(first.join().text("status")).isEqualTo("CHARGED");
        assertThat(system.api.settle(order).text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void requestsAndSettlementsAtOnceChargeOnce() {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(20).toList();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    UUID one = orders.get(i % orders.size());
                    return i % 2 == 0 ? system.api.settle(one) : system.api.charge(one);
                }))
                .toList();
        answers.forEach(answer -> assertThat(answer.join().status()).isIn(200, 409));
        for (UUID one : orders) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(system.api.settle(one).text("status")).isEqualTo("CHARGED"));
            assertThat(system.stripe.charges(one)).isEqualTo(1);
            assertThat(system.surroundings.announced(one, "CHARGED")).isEqualTo(1);
        }
    }

    @Test
    void ordersOfANewUserAtOnceMakeOneCustomer() {
        String body = PaymentApi.body(UUID.randomUUID().toString(), 1299, "pm_card_visa");
        IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> system.api.charge(UUID.randomUUID(), body)))
                .toList()
                .forEach(answer -> assertThat(answer.join().text("status")).isEqualTo("CHARGED"));
    }

    @Test
    void paymentInReviewIsLeftToAPerson() {
        assertThat(system.api.review(order).text("status")).isEqualTo("IN_REVIEW");
        assertThat(system.api.settle(order).text("status")).isEqualTo("IN_REVIEW");
        assertThat(system.api.charge(order).text("status")).isEqualTo("IN_REVIEW");
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.surroundings.announced(order, "IN_REVIEW")).isEqualTo(1);
    }

    @Test
    void reviewDoesNotTouchWhatIsSettled() {
        system.api.charge(order);
        assertThat(system.api.review(order).text("status")).isEqualTo("CHARGED");
    }

    @Test
    void paymentMethodThatDoesNotExistIsADecline() {
        assertThat(system.api
                        .charge(order, system.api.body(1299, "pm_no_such_card"))
                        .text("status"))
                .isEqualTo("DECLINED");
        assertThat(system.breaker("stripe").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }
}
