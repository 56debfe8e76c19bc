package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.AmqpAdmin;

/** What the user gets when a dependency fails, in each way that one can fail. */
@ExtendWith(InShop.class)
class OutageTest {

    enum Failure {
        ANSWERS_500,
        ANSWERS_503,
        ANSWERS_429,
        ANSWERS_401,
        ANSWERS_403,
        ANSWERS_408,
        ANSWERS_NONSENSE,
        ANSWERS_ANOTHER_BODY,
        HANGS,
        RESETS,
        REFUSES;

        void happensTo(StubService service) {
            switch (this) {
                case ANSWERS_500 -> service.does(StubService.problem(500, "internal-error", ""));
                case ANSWERS_503 -> service.does(StubService.problem(503, "dependency-unavailable", ""));
                case ANSWERS_429 -> service.does(StubService.problem(429, "too-many-requests", ""));
                case ANSWERS_401 -> service.does(StubService.problem(401, "unauthenticated", ""));
                case ANSWERS_403 -> service.does(StubService.problem(403, "forbidden", ""));
                case ANSWERS_408 -> service.does(StubService.problem(408, "request-timeout", ""));
                case ANSWERS_ANOTHER_BODY -> service.does(StubService.json(200, "{}"));
                case ANSWERS_NONSENSE -> service.does(new StubService.Reaction.Answer(200, "text/html", "<html>"));
                case HANGS -> service.does(new StubService.Reaction.Hang());
                case RESETS -> service.does(new StubService.Reaction.Reset());
                case REFUSES -> service.refuse();
            }
        }
    }

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;

    OutageTest(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @EnumSource
    void aFailingPaymentServiceDefersThePayment(Failure failure) {
        failure.happensTo(shop.payments);
        Shop.Answer answer = shop.place("key-defer-" + failure, Shop.GOOD);
        pending(answer);
        assertThat(answer.header("X-Degraded")).isEqualTo("payment-service=deferPayment");
        StubService.Request deferred = shop.queue.requestsFor(answer.id()).get(0);
        assertThat(deferred.path()).isEqualTo("/internal/queued-payments/" + answer.id());
        assertThat(deferred.body())
                .isEqualTo("{\"userId\":\"" + shop.ada
                        + "\",\"amountMinor\":12250,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa\"}");
        assertThat(shop.count("outbox WHERE payload LIKE '%RELEASE%'")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void withBothPaymentServicesFailingTheOutboxHoldsThePaymentUntilOneIsBack(Failure failure) {
        shop.payments.does(StubService.json(500, "{}"));
        failure.happensTo(shop.queue);
        Shop.Answer answer = shop.place("key-hold-" + failure, Shop.GOOD);
        pending(answer);
        assertThat(answer.header("X-Degraded")).isEqualTo("payment-service=holdInOutbox");
        shop.queue.reset();
        shop.queue.does(StubService.json(202, "{\"status\":\"QUEUED\"}"));
        await().atMost(SOON)
                .until(() -> !shop.queue.requestsFor(answer.id()).isEmpty()
                        && shop.count("outbox WHERE destination = 'payment-fallback-service'") == 0);
        assertThat(shop.queue.requestsFor(answer.id()).get(0).body()).contains("\"amountMinor\":12250");
    }

    @ParameterizedTest
    @EnumSource
    void aFailingInventoryServiceIsAskedLaterAndTheOrderGoesOn(Failure failure) {
        failure.happensTo(shop.inventory);
        Shop.Answer answer = shop.place("key-later-" + failure, Shop.GOOD);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("X-Degraded")).isEqualTo("inventory-service=reserveLater");
        assertThat(answer.body().get("reason").asText()).isEqualTo("stock-reservation-pending");
        List<JsonNode> commands = Messages.stockCommands(shop, answer.id(), "RESERVE");
        assertThat(commands.get(0).get("items").findValuesAsText("sku")).containsExactly("BW-LAMP", "BW-ROPE");
        assertThat(commands.get(0).get("messageId").asText()).hasSize(36);

        shop.inventoryOutcome(answer.id(), "RESERVED", "");
        await().atMost(SOON)
                .until(() -> !shop.get("/api/orders/" + answer.id()).body().has("reason"));
    }

    @Test
    void everythingDownAtOnceStillTakesTheOrder() {
        shop.inventory.refuse();
        shop.payments.refuse();
        shop.queue.refuse();
        Shop.Answer answer = shop.place("key-all-down", Shop.GOOD);
        pending(answer);
        assertThat(answer.header("X-Degraded"))
                .contains("inventory-service=reserveLater")
                .contains("payment-service=holdInOutbox");
    }

    @Test
    void paymentServiceOpensItsBreakerAndOrdersAreTakenWithoutAskingIt() {
        shop.payments.does(StubService.json(503, "{}"));
        CircuitBreaker breaker = shop.bean(CircuitBreakerRegistry.class).circuitBreaker("payment-service");
        for (int i = 0; i < 20; i++) {
            pending(shop.place("key-opens-" + i, Shop.GOOD));
        }
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        int asked = shop.payments.requests().size();
        Shop.Answer answer = shop.place("key-while-open", Shop.GOOD);
        pending(answer);
        assertThat(shop.payments.requests()).hasSize(asked);
        assertThat(shop.queue.requestsFor(answer.id())).hasSize(1);
    }

    @Test
    void declinesAndShortagesDoNotTripABreaker() {
        shop.payments.does(StubService.json(200, "{\"status\":\"DECLINED\"}"));
        for (int i = 0; i < 25; i++) {
            assertThat(shop.place("key-declines-" + i, Shop.GOOD).status()).isEqualTo(402);
        }
        shop.inventory.does(StubService.problem(409, "insufficient-stock", ",\"sku\":\"BW-LAMP\",\"available\":0"));
        for (int i = 0; i < 25; i++) {
            assertThat(shop.place("key-shortages-" + i, Shop.GOOD).status()).isEqualTo(409);
        }
        CircuitBreakerRegistry breakers = shop.bean(CircuitBreakerRegistry.class);
        assertThat(breakers.circuitBreaker("payment-service").getState()).isEqualTo(State.CLOSED);
        assertThat(breakers.circuitBreaker("payment-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
        assertThat(breakers.circuitBreaker("inventory-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void aRefusedChargeIsNeitherPaidNorDeclinedAndIsInReviewUntilItIsFoundOut(int status) {
        shop.payments.does(StubService.problem(status, "payment-mismatch", ""));
        Shop.Answer answer = shop.place("key-refused-charge-" + status, Shop.GOOD);
        pending(answer);
        assertThat(answer.body().get("reason").asText()).isEqualTo("payment-in-review");
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(shop.breaker("payment-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
        assertThat(shop.breaker("payment-service").getMetrics().getNumberOfSuccessfulCalls())
                .isEqualTo(1);
        await().atMost(SOON).until(() -> shop.queue.requestsFor(answer.id()).size() == 1);
        assertThat(shop.count("outbox WHERE payload LIKE '%RELEASE%'")).isZero();
        shop.paymentOutcome(answer.id(), "CHARGED", "");
        await().atMost(SOON).until(() -> shop.status(answer.id()).equals("CONFIRMED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void aPaymentThatTheQueueRefusesIsPutInReviewAndHoldsUpNoOther(int status) {
        double refused = shop.counter("orders.payments.refused");
        shop.payments.refuse();
        shop.queue.does(StubService.problem(status, "invalid-request", ""));
        Shop.Answer answer = shop.place("key-refused-queue-" + status, Shop.GOOD);
        pending(answer);
        assertThat(answer.header("X-Degraded")).isEqualTo("payment-service=holdInOutbox");
        await().atMost(SOON)
                .until(() -> shop.get("/api/orders/" + answer.id())
                        .body()
                        .path("reason")
                        .asText()
                        .equals("payment-in-review"));
        await().atMost(SOON).until(() -> shop.count("outbox WHERE destination = 'payment-fallback-service'") == 0);
        assertThat(shop.counter("orders.payments.refused")).isEqualTo(refused + 1);
        assertThat(shop.breaker("payment-fallback-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
        // as often as it is told, what is known by then stays known
        shop.paymentOutcome(answer.id(), "CHARGED", "");
        await().atMost(SOON).until(() -> shop.status(answer.id()).equals("CONFIRMED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 422})
    void aRefusedReservationMakesABackOrderThatIsNotChargedUntilStockSaysYes(int status) {
        shop.inventory.does(StubService.problem(status, "reservation-conflict", ""));
        Shop.Answer answer = shop.place("key-refused-stock-" + status, Shop.GOOD);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("status").asText()).isEqualTo("BACKORDERED");
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(shop.payments.requests()).isEmpty();
        assertThat(shop.breaker("inventory-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
        Messages.stockCommands(shop, answer.id(), "RESERVE");
        shop.inventoryOutcome(answer.id(), status == 422 ? "INSUFFICIENT" : "RESERVED", "");
        await().atMost(SOON).until(() -> shop.status(answer.id()).equals(status == 422 ? "REJECTED" : "CONFIRMED"));
        assertThat(shop.payments.requests()).hasSize(status == 422 ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 422})
    void aRefusedQuestionForTheDiscountIsNoFailureOfUserService(int status) {
        shop.users.does(StubService.problem(status, "invalid-request", ""));
        Shop.Answer answer = shop.place("key-refused-discount-" + status, Shop.GOOD);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("discountPercent").asInt()).isZero();
        assertThat(shop.breaker("user-service").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @Test
    void theLastKnownStockDecidesBetweenAnOrderAndABackOrderThatIsNotCharged() {
        shop.estimate(Clock.systemUTC().instant(), Map.of("BW-LAMP", 3, "BW-ROPE", 9));
        shop.inventory.refuse();
        Shop.Answer enough = shop.place("key-estimated", Shop.GOOD);
        assertThat(enough.status()).isEqualTo(201);
        assertThat(enough.header("X-Degraded")).isEqualTo("inventory-service=estimatedStock");
        assertThat(enough.body().get("reason").asText()).isEqualTo("stock-reservation-pending");
        Messages.stockCommands(shop, enough.id(), "RESERVE");

        // two of the three are promised
        Shop.Answer tooLittle = shop.place("key-doubtful", Shop.GOOD);
        assertThat(tooLittle.status()).isEqualTo(202);
        assertThat(tooLittle.body().get("status").asText()).isEqualTo("BACKORDERED");
        assertThat(tooLittle.header("X-Degraded")).isEqualTo("inventory-service=estimatedStock");
        Messages.stockCommands(shop, tooLittle.id(), "RESERVE");
        assertThat(shop.payments.requestsFor(tooLittle.id())).isEmpty();

        shop.inventoryOutcome(tooLittle.id(), "RESERVED", "");
        await().atMost(SOON).until(() -> shop.status(tooLittle.id()).equals("CONFIRMED"));
        assertThat(shop.payments.requestsFor(tooLittle.id())).hasSize(1);
        assertThat(Messages.mails(shop, tooLittle.id(), 2))
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("ORDER_BACKORDERED", "ORDER_CONFIRMED");
    }

    @Test
    void withTheDatabaseKilledAfterTheChargeTheOrderIsFinishedByOneCharge() {
        shop.payments.does(request -> {
            shop.database.kill();
            return StubService.json(200, "{\"status\":\"CHARGED\"}");
        });
        Shop.Answer answer = shop.place("key-killed", Shop.GOOD);
        // it is stored, and will be finished: nobody has to try again
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("status").asText()).isEqualTo("PLACED");
        shop.payments.does(StubService.json(200, "{\"status\":\"CHARGED\"}"));
        shop.database.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> shop.place("key-killed", Shop.GOOD).status() == 201);
        assertThat(shop.count("orders")).isEqualTo(1);
        // asked again under the same order id, which payment-service knows
        assertThat(shop.payments.requests().stream()
                        .map(StubService.Request::path)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void withBothBrokersAwayWhatIsStoredLeavesLaterAndWhatCannotBeStoredIsNotHalfDone() {
        CircuitBreaker database = shop.breaker("order-db");
        Shop.Answer declined;
        shop.kafka.kill();
        shop.amqp.suspend();
        try {
            shop.payments.does(StubService.json(200, "{\"status\":\"DECLINED\"}"));
            declined = shop.place("key-brokers", Shop.GOOD);
            assertThat(declined.status()).isEqualTo(402);

            shop.payments.does(StubService.json(200, "{\"status\":\"CHARGED\"}"));
            database.transitionToForcedOpenState(); // Kafka would take the order in its stead
            Shop.Answer refused = shop.place("key-both-away", Shop.GOOD);
            assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        } finally {
            shop.kafka.start();
            shop.amqp.resume();
            database.transitionToClosedState();
        }
        assertThat(shop.count("orders")).as("the declined one").isEqualTo(1);
        String id = declined.body().get("orderId").asText();
        Messages.stockCommands(shop, id, "RELEASE");
        assertThat(Messages.mails(shop, id, 1).get(0).get("template").asText()).isEqualTo("ORDER_REJECTED");

        await().atMost(SOON).until(() -> shop.place("key-both-away", Shop.GOOD).status() / 100 == 2);
        await().atMost(SOON).until(() -> shop.count("orders WHERE status = 'CONFIRMED'") == 1);
        assertThat(shop.count("orders")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void ordersAreTakenWithoutRabbitmqAndEachMailLeavesOnceWhenItIsBack(DatabaseOutageTest.Fault fault)
            throws Exception {
        AmqpAdmin admin = shop.bean(AmqpAdmin.class);
        CircuitBreaker breaker = shop.breaker("rabbitmq");
        List<State> states = shop.statesOf("rabbitmq");
        Set<String> ids = new HashSet<>();
        Callable<State> anOrderIsTaken = () -> {
            Shop.Answer answer = shop.place("key-rabbitmq-" + fault + ids.size(), Shop.GOOD);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
            assertThat(answer.header("X-Degraded")).isEmpty();
            ids.add(answer.id());
            return breaker.getState();
        };
        AutoCloseable struck = fault.strikes(
                shop.amqp,
                () -> {
                    admin.deleteExchange("notifications");
                    return admin::initialize;
                },
                () -> {
                    shop.toAmqp.slows(Duration.ofMillis(400));
                    return shop.toAmqp::heals;
                });
        try {
            await().atMost(SOON).until(anOrderIsTaken, State.OPEN::equals);
        } finally {
            struck.close();
        }
        await().atMost(SOON).until(anOrderIsTaken, State.CLOSED::equals);
        assertThat(states).startsWith(State.OPEN).endsWith(State.HALF_OPEN, State.CLOSED);
        await().atMost(SOON).until(() -> shop.count("outbox") == 0);
        assertThat(Messages.mails(shop, ids, ids.size()))
                .extracting(mail -> mail.get("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    private void pending(Shop.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("status").asText()).isEqualTo("PAYMENT_PENDING");
        assertThat(shop.status(answer.id())).isEqualTo("PAYMENT_PENDING");
    }
}
