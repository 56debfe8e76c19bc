package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of orders when news of them come by message. */
@ExtendWith(InShop.class)
class OutcomesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;

    OutcomesTest(Shop shop) {
        this.shop = shop;
    }

    private String pendingOrder(String key) {
        shop.payments.does(StubService.json(200, "{\"status\":\"QUEUED\"}"));
        return shop.place(key, Shop.GOOD).id();
    }

    private void becomes(String id, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(shop.status(id)).isEqualTo(status));
    }

    @Test
    void aSettledPaymentConfirmsTheOrder() {
        String id = pendingOrder("key-settled");
        shop.paymentOutcome(id, "CHARGED", "");
        becomes(id, "CONFIRMED");
        assertThat(shop.get("/api/orders/" + id).body().has("reason")).isFalse();
    }

    @Test
    void aDeclinedSettlementReleasesTheStockOnceAndTellsTheCustomerOnce() {
        String id = pendingOrder("key-settled-declined");
        shop.paymentOutcome(id, "DECLINED", ",\"declineCode\":\"lost_card\"");
        shop.paymentOutcome(id, "DECLINED", ",\"declineCode\":\"lost_card\"");
        becomes(id, "PAYMENT_DECLINED");
        Messages.stockCommands(shop, id, "RELEASE");
        assertThat(Messages.mails(shop, id, 2))
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("PAYMENT_PENDING", "PAYMENT_DECLINED");
    }

    @Test
    void aPaymentInReviewStaysPendingAndSaysSoUntilItIsDecided() {
        String id = pendingOrder("key-review");
        shop.paymentOutcome(id, "IN_REVIEW", "");
        await().atMost(SOON)
                .until(() -> shop.get("/api/orders/" + id)
                        .body()
                        .path("reason")
                        .asText()
                        .equals("payment-in-review"));
        assertThat(shop.status(id)).isEqualTo("PAYMENT_PENDING");
        shop.paymentOutcome(id, "CHARGED", "");
        becomes(id, "CONFIRMED");
    }

    @Test
    void newsThatContradictAChargedPaymentChangeNothingAndAreCounted() {
        String id = shop.place("key-contradicted", Shop.GOOD).id();
        double before = counter("orders.contradictions");
        shop.paymentOutcome(id, "DECLINED", "");
        await().atMost(SOON).until(() -> counter("orders.contradictions") == before + 1);
        assertThat(shop.status(id)).isEqualTo("CONFIRMED");
        assertThat(shop.count("outbox WHERE payload LIKE '%RELEASE%'")).isZero();
    }

    @Test
    void tooLittleStockMakesAConfirmedOrderABackorder() {
        shop.inventory.refuse();
        String id = shop.place("key-backordered", Shop.GOOD).id();
        shop.inventoryOutcome(id, "INSUFFICIENT", ",\"sku\":\"BW-LAMP\"");
        becomes(id, "BACKORDERED");
        assertThat(Messages.mails(shop, id, 2))
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("ORDER_CONFIRMED", "ORDER_BACKORDERED");
    }

    @Test
    void aBackorderWhosePaymentIsDeclinedIsDeclined() {
        shop.inventory.refuse();
        String id = pendingOrder("key-backorder-declined");
        shop.inventoryOutcome(id, "INSUFFICIENT", "");
        becomes(id, "BACKORDERED");
        shop.paymentOutcome(id, "DECLINED", "");
        becomes(id, "PAYMENT_DECLINED");
    }

    @Test
    void newsThatComeWhileTheOrderIsPlacedAreNeitherLostNorOverwritten() throws Exception {
        CountDownLatch charging = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        shop.payments.does(request -> {
            charging.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubService.json(200, "{\"status\":\"QUEUED\"}");
        });
        CompletableFuture<Shop.Answer> placing = shop.placeAsync("key-overtaken", Shop.GOOD);
        charging.await();
        String id = shop.get("/api/orders").body().at("/orders/0/id").asText();
        shop.paymentOutcome(id, "CHARGED", "");
        await().atMost(SOON).until(() -> shop.count("orders WHERE payment = 'CHARGED'") == 1);
        assertThat(shop.status(id)).isEqualTo("PLACED");
        answer.countDown();
        assertThat(placing.get().status()).isEqualTo(201);
        assertThat(shop.status(id)).isEqualTo("CONFIRMED");
        assertThat(Messages.mails(shop, id, 1).get(0).get("template").asText()).isEqualTo("ORDER_CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "null",
                "[]",
                "{}",
                "{\"orderId\":\"no uuid\",\"status\":\"CHARGED\"}",
                "{\"orderId\":\"6f8f7f0e-8a3c-4d5e-9a3b-111111111111\",\"status\":\"STOLEN\"}",
                "{\"orderId\":\"6f8f7f0e-8a3c-4d5e-9a3b-111111111111\",\"status\":\"CHARGED\"}"
            })
    void poisonIsPutAsideAndThePartitionGoesOn(String poison) {
        String id = pendingOrder("key-poison-" + Integer.toHexString(poison.hashCode() & 0xffff) + "-x");
        double before = counter("orders.messages.dead");
        // the same key, so the same partition
        shop.publish("payment.outcomes", id, poison);
        shop.paymentOutcome(id, "CHARGED", "");
        becomes(id, "CONFIRMED");
        assertThat(counter("orders.messages.dead")).isEqualTo(before + 1);
        assertThat(Messages.topic(shop, "payment.outcomes.dead").stream()
                        .filter(entry -> id.equals(entry.key()))
                        .map(ConsumerRecord::value))
                .containsExactly(poison);
    }

    @Test
    void aMessageWaitsForTheDatabaseInsteadOfBeingPutAside() {
        String id = pendingOrder("key-waits");
        double before = counter("orders.messages.dead");
        shop.database.kill();
        shop.paymentOutcome(id, "CHARGED", "");
        shop.paymentOutcome(UUID.randomUUID().toString(), "CHARGED", "");
        await().atMost(SOON)
                .until(() -> shop.get("/api/orders").header("X-Degraded").contains("order-db=ordersOnReplica"));
        shop.database.start();
        becomes(id, "CONFIRMED");
        await().atMost(SOON).until(() -> counter("orders.messages.dead") == before + 1);
    }

    @Test
    void aRefundIsStoredAndToldOnceForEachSum() {
        String id = shop.place("key-refunded", Shop.GOOD).id();
        shop.paymentOutcome(id, "REFUNDED", ",\"refundedMinor\":500");
        shop.paymentOutcome(id, "REFUNDED", ",\"refundedMinor\":500");
        shop.paymentOutcome(id, "REFUNDED", ",\"refundedMinor\":12250");
        shop.paymentOutcome(id, "REFUNDED", ",\"refundedMinor\":500");
        List<JsonNode> mails = Messages.mails(shop, id, 3);
        assertThat(mails)
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("ORDER_CONFIRMED", "REFUND_ISSUED", "REFUND_ISSUED");
        assertThat(mails)
                .extracting(mail -> mail.at("/data/refundMinor").asLong())
                .containsExactly(0L, 500L, 11_750L);
        Shop.Answer shown = shop.get("/api/orders/" + id);
        assertThat(shown.body().get("refundedMinor").asLong()).isEqualTo(12_250);
        assertThat(shown.body().get("status").asText()).isEqualTo("CONFIRMED");
    }

    @Test
    void aPromiseOfStockThatWasNotKeptMakesABackorder() {
        String id = shop.place("key-promise", Shop.GOOD).id();
        shop.inventoryOutcome(id, "BACKORDERED", ",\"sku\":\"BW-LAMP\"");
        becomes(id, "BACKORDERED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatBecomesOfAnOrderASecondTimeIsToldASecondTime(boolean theFirstHasLeft) {
        double dead = counter("orders.messages.dead");
        shop.estimate(Clock.systemUTC().instant(), Map.of());
        shop.inventory.refuse();
        if (!theFirstHasLeft) {
            shop.amqp.suspend();
        }
        String id;
        try {
            id = shop.place("key-told-twice-" + theFirstHasLeft, Shop.GOOD).id();
            assertThat(shop.status(id)).isEqualTo("BACKORDERED");
            twice(() -> shop.inventoryOutcome(id, "RESERVED", ""));
            becomes(id, "CONFIRMED");
            twice(() -> shop.inventoryOutcome(id, "BACKORDERED", ",\"sku\":\"BW-LAMP\""));
            becomes(id, "BACKORDERED");
        } finally {
            if (!theFirstHasLeft) {
                shop.amqp.resume();
            }
        }
        assertThat(Messages.mails(shop, id, 3))
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("ORDER_BACKORDERED", "ORDER_CONFIRMED", "ORDER_BACKORDERED");
        await().atMost(SOON).until(() -> shop.count("outbox WHERE message_key = '" + id + "'") == 0);
        assertThat(counter("orders.messages.dead")).isEqualTo(dead);
    }

    private static void twice(Runnable news) {
        news.run();
        news.run();
    }

    private double counter(String name) {
        return shop.bean(MeterRegistry.class).get(name).counter().count();
    }
}
