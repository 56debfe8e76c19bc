package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of an order whose request died. */
@ExtendWith(InShop.class)
class ResumeTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Shop shop;

    ResumeTest(Shop shop) {
        this.shop = shop;
    }

    /** The rows as the first transaction commits them; then nobody came back. */
    private String left(String stock, String payment) {
        String id = UUID.randomUUID().toString();
        shop.sql(
                """
                INSERT INTO orders (id, user_id, user_email, user_name, idempotency_key, request_hash, payment_method, total_minor,
                    currency, created_at, status, payment, stock, claimed_until)
                VALUES (?, ?, 'ada@example.org', 'Ada', ?, 'hash', 'pm_card_visa', 4900, 'EUR', ?, 'PLACED', ?, ?, ?)""",
                id,
                shop.ada.toString(),
                "key-" + id.substring(0, 18),
                Instant.EPOCH.toEpochMilli(),
                payment,
                stock,
                Instant.EPOCH.toEpochMilli());
        shop.sql("INSERT INTO order_items VALUES (?, 0, 'BW-LAMP', 1, 4900)", id);
        return id;
    }

    private void becomes(String id, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(shop.status(id)).isEqualTo(status));
    }

    @Test
    void anOrderLeftBehindRightAfterItWasStoredIsFinished() {
        String id = left("UNKNOWN", "UNKNOWN");
        becomes(id, "CONFIRMED");
        assertThat(shop.inventory.requestsFor(id)).hasSize(1);
        assertThat(shop.payments.requestsFor(id)).hasSize(1);
        assertThat(Messages.mails(shop, id, 1)).hasSize(1);
    }

    @Test
    void anOrderLeftBehindWithADeferredReservationIsChargedButNotReservedAgain() {
        String id = left("DEFERRED", "UNKNOWN");
        // it would be refused now, though the customer may have been charged before the crash
        shop.inventory.does(StubService.problem(409, "insufficient-stock", ""));
        becomes(id, "CONFIRMED");
        assertThat(shop.inventory.requestsFor(id)).isEmpty();
    }

    @Test
    void anOrderLeftBehindWhosePaymentWasToldByMessageIsFinishedByIt() {
        String id = left("UNKNOWN", "CHARGED");
        shop.payments.does(StubService.json(503, "{}"));
        becomes(id, "CONFIRMED");
    }

    @Test
    void aTooLargeShortageOfAChargedOrderLeftBehindIsABackorderNotARejection() {
        shop.inventory.does(StubService.problem(409, "insufficient-stock", ""));
        String id = left("UNKNOWN", "CHARGED");
        becomes(id, "BACKORDERED");
    }

    @Test
    void anOrderThatALivingRequestWorksOnIsNotTakenOverByAnotherInstance() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<String> living = new CompletableFuture<>();
        shop.payments.does(request -> {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            if (living.complete(id) || id.equals(living.join())) {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return StubService.json(200, "{\"status\":\"CHARGED\"}");
        });
        try (ConfigurableApplicationContext other = shop.start()) {
            assertThat(other.isRunning()).isTrue();
            CompletableFuture<Shop.Answer> placing = shop.placeAsync("key-living", Shop.GOOD);
            String id = living.get();
            // The grace is 1.5 s at this speed: without signs of life the other instance would have asked a second time
            // by now.
            await().during(Duration.ofMillis(2_500))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> shop.payments.requestsFor(id).size() == 1);
            becomes(left("UNKNOWN", "UNKNOWN"), "CONFIRMED");
            answer.countDown();
            assertThat(placing.get().status()).isEqualTo(201);
            assertThat(shop.payments.requestsFor(id)).hasSize(1);
        }
    }

    @Test
    void aClientThatComesBackAfterTheCrashIsToldHowItEnded() {
        shop.payments.does(StubService.json(200, "{\"status\":\"CHARGED\"}"));
        String id = shop.place("key-came-back", Shop.GOOD).id();
        // as if the process had died between the charge and the conclusion
        shop.sql(
                "UPDATE orders SET status = 'PLACED', payment = 'UNKNOWN', stock = 'UNKNOWN', answer = NULL,"
                        + " claimed_until = 0 WHERE id = ?",
                id);
        Shop.Answer early = shop.place("key-came-back", Shop.GOOD);
        assertThat(early.status()).isIn(409, 201);
        becomes(id, "CONFIRMED");
        Shop.Answer late = shop.place("key-came-back", Shop.GOOD);
        assertThat(late.status()).isEqualTo(201);
        assertThat(late.id()).isEqualTo(id);
        assertThat(late.header("Idempotent-Replayed")).isEqualTo("true");
    }
}
