package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.order.cache.Memory;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders are taken, shown and stored exactly once though the database, Memcached or Kafka are away. */
@ExtendWith(InShop.class)
class DatabaseOutageTest {

    enum Fault {
        CRASH,
        HANG,
        ERROR,
        SLOW;

        /** What begins now ends when that is closed. */
        AutoCloseable strikes(ManagedProcess part, Callable<AutoCloseable> error, Callable<AutoCloseable> slow)
                throws Exception {
            return switch (this) {
                case CRASH -> {
                    part.kill();
                    yield part::start;
                }
                case HANG -> {
                    part.suspend();
                    yield part::resume;
                }
                case ERROR -> error.call();
                case SLOW -> slow.call();
            };
        }
    }

    private static final Duration SOON = Duration.ofSeconds(40);

    /** More than the breaker of the database needs to judge, and no more than it lets in. */
    private static final int AT_ONCE = 12;

    private final Shop shop;

    DatabaseOutageTest(Shop shop) {
        this.shop = shop;
    }

    private AutoCloseable strikeDatabase(Fault fault) throws Exception {
        return fault.strikes(
                shop.database,
                () -> {
                    Connection other = connection();
                    execute(other, "SET sql_log_bin = 0"); // the replica keeps its table
                    execute(other, "RENAME TABLE orders TO orders_elsewhere");
                    return () -> {
                        execute(other, "RENAME TABLE orders_elsewhere TO orders");
                        other.close();
                    };
                },
                () -> {
                    Connection other = connection(); // whose end unlocks
                    execute(other, "LOCK TABLES orders WRITE");
                    return other;
                });
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                shop.database.jdbcUrl("orders"), shop.database.username(), shop.database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void accepted(Shop.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("status").asText()).isEqualTo("PLACED");
        assertThat(answer.body().get("reason").asText()).isEqualTo("order-store-unavailable");
        assertThat(answer.header("X-Degraded")).contains("order-db=acceptForLater");
    }

    private void becomes(String id, String status) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(shop.status(id)).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource
    void ordersAreAcceptedShownAndStoredOnceWhenTheDatabaseIsBack(Fault fault) throws Exception {
        String before = shop.place("key-before-" + fault, Shop.GOOD).id();
        List<State> states = shop.statesOf("order-db");
        List<String> ids = new ArrayList<>();
        AutoCloseable struck = strikeDatabase(fault);
        try {
            List<CompletableFuture<Shop.Answer>> during = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                during.add(shop.placeAsync("key-intake-" + fault + i, Shop.GOOD));
            }
            for (CompletableFuture<Shop.Answer> answer : during) {
                accepted(answer.join());
                ids.add(answer.join().id());
            }
            assertThat(states).startsWith(State.OPEN);
            for (String id : ids) {
                Shop.Answer shown = shop.get("/api/orders/" + id);
                assertThat(shown.status()).isEqualTo(200);
                assertThat(shown.body().get("reason").asText()).isEqualTo("order-store-unavailable");
                assertThat(shown.header("X-Degraded")).contains("order-db=lastKnownOrder");
            }
            Shop.Answer replayed = shop.place("key-intake-" + fault + "0", Shop.GOOD);
            assertThat(replayed.status()).isEqualTo(202);
            assertThat(replayed.id()).isEqualTo(ids.get(0));
            assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
            Shop.Answer earlier = shop.get("/api/orders/" + before);
            assertThat(earlier.body().get("status").asText()).isEqualTo("CONFIRMED");
            assertThat(earlier.header("X-Degraded")).contains("order-db=lastKnownOrder");
            Shop.Answer notMine = shop.get("/api/orders/" + before, shop.tokens.valid(UUID.randomUUID()));
            // it may be the breaker's probe, which a database that does not answer in time leaves to its time limit
            boolean answersAtOnce = fault == Fault.CRASH || fault == Fault.ERROR;
            assertThat(notMine.status()).isIn(answersAtOnce ? List.of(503) : List.of(503, 504));
            assertThat(shop.get("/api/orders").header("X-Degraded")).contains("order-db=ordersOnReplica");
            assertThat(shop.get("/api/products").status()).isEqualTo(200);
            ids.forEach(id -> assertThat(shop.payments.requestsFor(id)).isEmpty());
        } finally {
            struck.close();
        }
        await().atMost(SOON).until(() -> shop.breaker("order-db").getState() == State.CLOSED);
        assertThat(states).endsWith(State.HALF_OPEN, State.CLOSED);
        ids.forEach(id -> becomes(id, "CONFIRMED"));
        assertThat(shop.count("orders WHERE idempotency_key LIKE 'key-intake-" + fault + "%'"))
                .isEqualTo(AT_ONCE);
        // One that was interrupted as the database came back was asked for again, as the same payment.
        ids.forEach(id -> assertThat(shop.payments.requestsFor(id))
                .isNotEmpty()
                .allSatisfy(payment -> assertThat(payment.body()).contains("\"amountMinor\":12250")));
        Shop.Answer late = shop.place("key-intake-" + fault + "0", Shop.GOOD);
        assertThat(late.status()).isEqualTo(202);
        assertThat(late.id()).isEqualTo(ids.get(0));
        assertThat(shop.place("key-after-" + fault, Shop.GOOD).status()).isEqualTo(201);
        assertThat(Messages.mails(shop, Set.copyOf(ids), AT_ONCE))
                .allSatisfy(mail -> assertThat(mail.get("template").asText()).isEqualTo("ORDER_CONFIRMED"))
                .extracting(mail -> mail.get("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void anOrderWhosePlacingIsCutShortIsAnsweredAsDegradedAndFinishedLater() {
        shop.payments.does(request -> {
            shop.breaker("order-db").transitionToForcedOpenState();
            return StubService.json(200, "{\"status\":\"CHARGED\",\"providerPaymentId\":\"pi_1\"}");
        });
        Shop.Answer answer = shop.place("key-cut-short", Shop.GOOD);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("reason").asText()).isEqualTo("order-store-unavailable");
        assertThat(answer.header("X-Degraded")).isEqualTo("order-db=resumeLater");
        shop.payments.does(request -> StubService.json(200, "{\"status\":\"CHARGED\",\"providerPaymentId\":\"pi_1\"}"));
        shop.breaker("order-db").transitionToClosedState();
        becomes(answer.id(), "CONFIRMED");
        assertThat(shop.count("orders")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withTheReplicaAwayAsWellAnOrderIsShownAsLastSeenAndWhatNobodyRemembersIsNot(Fault fault) throws Exception {
        String seen =
                "/api/orders/" + shop.place("key-seen-" + fault, Shop.GOOD).id();
        String forgotten = shop.place("key-forgotten-" + fault, Shop.GOOD).id();
        shop.bean(Memory.class).remember("order:" + forgotten, "nothing", Duration.ofHours(1));
        shop.breaker("order-db").transitionToForcedOpenState();
        try {
            await().atMost(SOON).until(() -> shop.status(forgotten).equals("CONFIRMED"));
            CircuitBreaker breaker = shop.breaker("order-db-replica");
            breaker.reset(); // before the replica had caught up is another story
            List<State> states = shop.statesOf("order-db-replica");
            Callable<State> everyRequestHasItsOutcome = () -> {
                List<CompletableFuture<Shop.Answer>> ofReplica = Stream.of("/api/orders", "/api/orders/" + forgotten)
                        .map(path -> CompletableFuture.supplyAsync(() -> shop.get(path)))
                        .toList();
                Shop.Answer remembered = shop.get(seen);
                assertThat(remembered.body().path("status").asText()).isEqualTo("CONFIRMED");
                assertThat(remembered.header("X-Degraded")).isEqualTo("order-db=lastKnownOrder");
                assertThat(ofReplica).extracting(CompletableFuture::join).allSatisfy(answer -> {
                    assertThat(answer.status()).isIn(200, 503);
                    assertThat(answer.header(answer.status() == 200 ? "X-Degraded" : "Retry-After"))
                            .isNotEmpty();
                });
                return breaker.getState();
            };
            AutoCloseable struck = fault.strikes(
                    shop.replica,
                    () -> {
                        shop.sql("RENAME TABLE orders TO orders_elsewhere"); // a replica does as its primary
                        return () -> shop.sql("RENAME TABLE orders_elsewhere TO orders");
                    },
                    () -> {
                        shop.toReplica.slows(Duration.ofMillis(400));
                        return shop.toReplica::heals;
                    });
            try {
                await().atMost(SOON).until(everyRequestHasItsOutcome, State.OPEN::equals);
                assertThat(shop.get("/api/orders").status()).isEqualTo(503);
            } finally {
                struck.close();
            }
            await().atMost(SOON).until(everyRequestHasItsOutcome, State.CLOSED::equals);
            assertThat(states).startsWith(State.OPEN).endsWith(State.HALF_OPEN, State.CLOSED);
            assertThat(shop.get("/api/orders").header("X-Degraded")).isEqualTo("order-db=ordersOnReplica");
            assertThat(shop.status(forgotten)).isEqualTo("CONFIRMED");
        } finally {
            shop.breaker("order-db").transitionToClosedState();
        }
    }

    @Test
    void ordersOfAnInstanceThatIsKilledAtAnyMomentAreStoredOnce() throws Exception {
        List<String> keys = new ArrayList<>();
        int port = Shop.freePort();
        Process other = shop.startProcess(port);
        try {
            shop.database.suspend();
            List<CompletableFuture<Void>> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "key-killed-service-" + i;
                keys.add(key);
                requests.add(CompletableFuture.runAsync(() -> shop.placeAt(port, key, Shop.GOOD))
                        .exceptionally(dead -> null));
            }
            // some are in Kafka then, some are not, and of those in between nobody knows
            await().atMost(SOON)
                    .until(() -> Messages.topic(shop, "orders.intake").stream()
                                    .filter(entry -> entry.value().contains("key-killed-service-"))
                                    .count()
                            >= 2);
            other.destroyForcibly().waitFor();
            requests.forEach(CompletableFuture::join);
            keys.forEach(key -> assertThat(shop.place(key, Shop.GOOD).status()).isEqualTo(202));
        } finally {
            other.destroyForcibly();
            shop.database.resume();
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() ->
                        shop.count("orders WHERE status = 'CONFIRMED' AND idempotency_key LIKE 'key-killed-service-%'")
                                == keys.size());
        assertThat(shop.count("orders WHERE idempotency_key LIKE 'key-killed-service-%'"))
                .isEqualTo(keys.size());
    }

    @Test
    void aMessageThatComesTwiceOrAfterACommitThatWasThoughtLostIsOneOrder() {
        CircuitBreaker breaker = shop.breaker("order-db");
        breaker.transitionToForcedOpenState();
        Shop.Answer answer = shop.place("key-twice", Shop.GOOD);
        accepted(answer);
        breaker.transitionToClosedState();
        becomes(answer.id(), "CONFIRMED");
        double stored = shop.counter("orders.intake.stored");
        ConsumerRecord<String, String> message = Messages.topic(shop, "orders.intake").stream()
                .filter(entry -> answer.id().equals(entry.key()))
                .findFirst()
                .orElseThrow();
        shop.publish("orders.intake", message.key(), message.value());
        shop.publish("orders.intake", message.key(), message.value());
        // behind them in the same partition, so they have been worked on when it has
        double dead = shop.counter("orders.messages.dead");
        shop.publish("orders.intake", message.key(), "nonsense");
        await().atMost(SOON).until(() -> shop.counter("orders.messages.dead") == dead + 1);
        assertThat(shop.counter("orders.intake.stored")).isEqualTo(stored);
        assertThat(shop.count("orders")).isEqualTo(1);
        assertThat(shop.payments.requests()).hasSize(1);
    }

    @Test
    void aKeyReusedForAnotherBodyDuringTheOutageIsOneOrderAndTheCustomerIsTold() {
        Shop.Answer first = shop.place("key-other-body", Shop.GOOD);
        String other = Shop.GOOD.replace("\"quantity\":2", "\"quantity\":3");
        CircuitBreaker breaker = shop.breaker("order-db");
        breaker.transitionToForcedOpenState();
        Shop.Answer remembered = shop.place("key-other-body", other);
        assertThat(remembered.status()).isEqualTo(422);
        // an instance that remembers nothing accepts it
        try {
            shop.bean(Memory.class).remember("order:" + first.id(), "nothing", Duration.ofHours(1));
            accepted(shop.place("key-other-body", other));
        } finally {
            breaker.transitionToClosedState();
        }
        await().atMost(SOON).until(() -> shop.counter("orders.intake.contradictions") > 0);
        assertThat(shop.count("orders")).isEqualTo(1);
        assertThat(shop.payments.requests()).hasSize(1);
        assertThat(Messages.mails(shop, first.id(), 2))
                .extracting(mail -> mail.at("/data/reason").asText())
                .containsExactly("", "idempotency-key-reused");
    }

    /** Accepted without the database, stored since. */
    private ConsumerRecord<String, String> intake(String key) {
        shop.breaker("order-db").transitionToForcedOpenState();
        Shop.Answer answer = shop.place(key, Shop.GOOD);
        accepted(answer);
        shop.breaker("order-db").transitionToClosedState();
        becomes(answer.id(), "CONFIRMED");
        return Messages.topic(shop, "orders.intake").stream()
                .filter(entry -> answer.id().equals(entry.key()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAcceptedOrderAndARequestOfTheSameMomentAreOneOrder(boolean sameBody) throws Exception {
        ConsumerRecord<String, String> message = intake("key-same-moment-" + sameBody);
        String hash = new ObjectMapper()
                .readTree(message.value())
                .at("/order/requestHash")
                .asText();
        shop.sql("DELETE FROM order_items");
        shop.sql("DELETE FROM orders");
        double dead = shop.counter("orders.messages.dead");
        try (Connection request = connection()) {
            request.setAutoCommit(false);
            try (PreparedStatement insert = request.prepareStatement("""
                    INSERT INTO orders (id, user_id, user_email, user_name, idempotency_key, request_hash, payment_method,
                        total_minor, currency, created_at, status, payment, stock, claimed_until)
                    VALUES (?, ?, 'ada@example.org', 'Ada', ?, ?, 'pm_card_visa', 12250, 'EUR', 0, 'CONFIRMED', 'CHARGED',
                        'RESERVED', 0)""")) {
                insert.setString(1, message.key());
                insert.setString(2, shop.ada.toString());
                insert.setString(3, "key-same-moment-" + sameBody);
                insert.setString(4, sameBody ? hash : "of another body");
                insert.executeUpdate();
            }
            shop.publish("orders.intake", message.key(), message.value());
            await().atMost(SOON)
                    .until(() ->
                            shop.count("information_schema.processlist WHERE info LIKE 'INSERT INTO orders (%'") == 1);
            request.commit();
        }
        if (sameBody) {
            await().atMost(SOON).until(() -> shop.count("orders WHERE answer IS NOT NULL") == 1);
        }
        assertThat(Messages.mails(shop, message.key(), sameBody ? 1 : 2))
                .extracting(mail -> mail.at("/data/reason").asText())
                .last()
                .isEqualTo(sameBody ? "" : "idempotency-key-reused");
        assertThat(shop.counter("orders.messages.dead")).isEqualTo(dead);
        assertThat(shop.count("orders")).isEqualTo(1);
    }

    @Test
    void aRefusalThatHasNotLeftYetIsNotToldTwice() {
        double contradictions = shop.counter("orders.intake.contradictions");
        double dead = shop.counter("orders.messages.dead");
        ConsumerRecord<String, String> message = intake("key-told-once");
        shop.sql("UPDATE orders SET request_hash = 'of another body'");
        shop.amqp.suspend();
        try {
            shop.publish("orders.intake", message.key(), message.value());
            shop.publish("orders.intake", message.key(), message.value());
            await().atMost(SOON).until(() -> shop.counter("orders.intake.contradictions") == contradictions + 2);
        } finally {
            shop.amqp.resume();
        }
        Messages.mails(shop, message.key(), 2);
        assertThat(shop.counter("orders.messages.dead")).isEqualTo(dead);
    }

    @Test
    void anAcceptedOrderThatCannotBeStoredDoesNotMakeUnknownOrdersWait() {
        ConsumerRecord<String, String> message = intake("key-not-storable");
        shop.sql("DELETE FROM order_items");
        shop.sql("DELETE FROM orders");
        double dead = shop.counter("orders.messages.dead");
        shop.publish("orders.intake", message.key(), message.value().replace("\"EUR\"", "\"EURO AND MORE\""));
        await().atMost(SOON).until(() -> shop.counter("orders.messages.dead") == dead + 1);
        assertThat(shop.get("/api/orders/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void withTheDatabaseAndKafkaHangingOnlySoManyRequestsWaitForThem() {
        shop.breaker("order-db").transitionToForcedOpenState();
        Bulkhead limit = shop.bean(BulkheadRegistry.class).bulkhead("kafka");
        AtomicInteger turnedAway = new AtomicInteger();
        limit.getEventPublisher().onCallRejected(rejected -> turnedAway.incrementAndGet());
        shop.kafka.suspend();
        try {
            List<CompletableFuture<Shop.Answer>> requests = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                requests.add(shop.placeAsync("key-both-hang-" + i, Shop.GOOD));
            }
            assertThat(requests).allSatisfy(request -> {
                Shop.Answer answer = request.join();
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            });
            assertThat(turnedAway).as("all but 16").hasValue(24);
        } finally {
            shop.kafka.resume();
            shop.breaker("order-db").transitionToClosedState();
        }
        assertThat(limit.getMetrics().getAvailableConcurrentCalls()).isEqualTo(16);
    }

    @ParameterizedTest
    @EnumSource
    void withoutMemcachedNoRequestFails(Fault fault) throws Exception {
        CircuitBreaker breaker = shop.breaker("memcached");
        List<State> states = shop.statesOf("memcached");
        AutoCloseable struck = fault.strikes(
                shop.memcached,
                () -> {
                    shop.toMemcached.resets();
                    return shop.toMemcached::heals;
                },
                () -> {
                    shop.toMemcached.slows(Duration.ofMillis(45)); // slow from 40 ms, too late from 50 ms on
                    return shop.toMemcached::heals;
                });
        try {
            for (int i = 0; i < 25; i++) {
                Shop.Answer answer = shop.place("key-memcached-" + fault + i, Shop.GOOD);
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
                assertThat(answer.header("X-Degraded")).isEmpty(); // a fresh price is one, whoever remembered it
            }
            assertThat(states).startsWith(State.OPEN);
        } finally {
            struck.close();
        }
        await().atMost(SOON).until(() -> {
            assertThat(shop.get("/api/products").status()).isEqualTo(200);
            return breaker.getState() == State.CLOSED;
        });
        assertThat(states).endsWith(State.HALF_OPEN, State.CLOSED);
    }
}
