package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InShop.class)
class PlacingTest {

    private final Shop shop;

    PlacingTest(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aPaidOrderIsConfirmed() {
        Shop.Answer answer = shop.place("key-confirmed", Shop.GOOD);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().get("status").asText()).isEqualTo("CONFIRMED");
        assertThat(answer.body().get("totalMinor").asLong()).isEqualTo(2 * 4900 + 2450);
        assertThat(answer.body().get("currency").asText()).isEqualTo("EUR");
        assertThat(answer.body().has("reason")).isFalse();
        assertThat(answer.header("Location")).isEqualTo("/api/orders/" + answer.id());
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(shop.get("/api/orders/" + answer.id()).body()).isEqualTo(answer.body());

        StubService.Request reserved = shop.inventory.requestsFor(answer.id()).get(0);
        assertThat(reserved.method()).isEqualTo("PUT");
        assertThat(reserved.path()).isEqualTo("/internal/reservations/" + answer.id());
        assertThat(reserved.authorization()).isEqualTo("Bearer internal-token-of-the-tests");
        assertThat(reserved.body())
                .isEqualTo("{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":2},{\"sku\":\"BW-ROPE\",\"quantity\":1}]}");
        StubService.Request charged = shop.payments.requestsFor(answer.id()).get(0);
        assertThat(charged.path()).isEqualTo("/internal/payments/" + answer.id());
        assertThat(charged.body())
                .isEqualTo("{\"userId\":\"" + shop.ada
                        + "\",\"amountMinor\":12250,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa\"}");
    }

    @Test
    void aDeclinedCardRejectsTheOrderAndReleasesItsStock() {
        shop.payments.does(StubService.json(200, "{\"status\":\"DECLINED\",\"declineCode\":\"insufficient_funds\"}"));
        Shop.Answer answer = shop.place("key-declined", Shop.GOOD);
        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/payment-declined");
        assertThat(answer.body().get("declineCode").asText()).isEqualTo("insufficient_funds");
        String id = answer.body().get("orderId").asText();
        assertThat(shop.status(id)).isEqualTo("REJECTED");
        Messages.stockCommands(shop, id, "RELEASE");
    }

    @Test
    void tooLittleStockRejectsTheOrderBeforeItIsCharged() {
        shop.inventory.does(StubService.problem(409, "insufficient-stock", ",\"sku\":\"BW-LAMP\",\"available\":1"));
        Shop.Answer answer = shop.place("key-insufficient", Shop.GOOD);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/insufficient-stock");
        assertThat(answer.body().get("sku").asText()).isEqualTo("BW-LAMP");
        assertThat(answer.body().get("available").asInt()).isEqualTo(1);
        assertThat(shop.payments.requests()).isEmpty();
        assertThat(shop.status(answer.body().get("orderId").asText())).isEqualTo("REJECTED");
    }

    @Test
    void aPaymentThatPaymentServiceQueuedIsPending() {
        shop.payments.does(StubService.json(200, "{\"status\":\"QUEUED\"}"));
        Shop.Answer answer = shop.place("key-queued", Shop.GOOD);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("status").asText()).isEqualTo("PAYMENT_PENDING");
        assertThat(answer.body().get("reason").asText()).isEqualTo("payment-queued");
    }

    @Test
    void aReplayIsToldTheFirstAnswerWhateverBecameOfTheOrder() {
        shop.payments.does(StubService.json(200, "{\"status\":\"QUEUED\"}"));
        Shop.Answer first = shop.place("key-replayed", Shop.GOOD);
        shop.paymentOutcome(first.id(), "CHARGED", "");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shop.status(first.id()).equals("CONFIRMED"));

        Shop.Answer second = shop.place("key-replayed", " " + Shop.GOOD);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(shop.payments.requestsFor(first.id())).hasSize(1);
        assertThat(shop.count("orders")).isEqualTo(1);
    }

    @Test
    void aReplayedProblemIsTheSameProblem() {
        shop.payments.does(StubService.json(200, "{\"status\":\"DECLINED\",\"declineCode\":\"do_not_honor\"}"));
        Shop.Answer first = shop.place("key-replayed-decline", Shop.GOOD);
        Shop.Answer second = shop.place("key-replayed-decline", Shop.GOOD);
        assertThat(second.status()).isEqualTo(402);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyReusedWithAnotherBodyIsRefusedAndNothingIsWritten() {
        shop.place("key-reused", Shop.GOOD);
        Shop.Answer answer = shop.place("key-reused", Shop.GOOD.replace("\"quantity\":2", "\"quantity\":3"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(shop.count("orders")).isEqualTo(1);
        assertThat(shop.count("order_items")).isEqualTo(2);
    }

    @Test
    void anotherUsersKeyIsAnotherKey() {
        Shop.Answer mine = shop.place("key-shared", Shop.GOOD);
        Shop.Answer theirs = shop.place(shop.tokens.valid(UUID.randomUUID()), "key-shared", Shop.GOOD);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.id()).isNotEqualTo(mine.id());
    }

    @Test
    void theSameRequestMeanwhileIsToldToComeBack() throws Exception {
        CountDownLatch charging = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        shop.payments.does(request -> {
            charging.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubService.json(200, "{\"status\":\"CHARGED\"}");
        });
        CompletableFuture<Shop.Answer> first = shop.placeAsync("key-meanwhile", Shop.GOOD);
        charging.await();
        Shop.Answer second = shop.place("key-meanwhile", Shop.GOOD);
        answer.countDown();
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().get("type").asText()).isEqualTo("/problems/request-in-progress");
        assertThat(second.header("Retry-After")).isEqualTo("2");
        assertThat(first.get().status()).isEqualTo(201);
        assertThat(shop.payments.requests()).hasSize(1);
    }

    @Test
    void manyAtOnceUnderOneKeyMakeOneOrder() {
        List<CompletableFuture<Shop.Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            requests.add(shop.placeAsync("key-many", Shop.GOOD));
        }
        List<Integer> statuses =
                requests.stream().map(request -> request.join().status()).toList();
        assertThat(statuses).isSubsetOf(201, 409).contains(201);
        assertThat(shop.count("orders")).isEqualTo(1);
        assertThat(shop.payments.requests()).hasSize(1);
    }

    @Test
    void ordersAreListedNewestFirstPageByPage() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, shop.place("key-listed-" + i, Shop.GOOD).id());
        }
        shop.place(shop.tokens.valid(UUID.randomUUID()), "key-listed-x", Shop.GOOD);
        JsonNode first = shop.get("/api/orders?limit=3").body();
        assertThat(first.get("orders").findValuesAsText("id")).isEqualTo(placed.subList(0, 3));
        JsonNode second = shop.get(
                        "/api/orders?limit=3&after=" + first.get("next").asText())
                .body();
        assertThat(second.get("orders").findValuesAsText("id")).isEqualTo(placed.subList(3, 5));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void productsAreOpenToEverybody() {
        Shop.Answer answer = shop.get("/api/products", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("products").findValuesAsText("sku"))
                .containsExactly("BW-ANCHOR", "BW-BELL", "BW-CHART", "BW-LAMP", "BW-ROPE");
        assertThat(answer.body().get("products").findValuesAsText("currency")).containsOnly("EUR");
    }

    @Test
    void eachEventIsMailedOnce() {
        shop.payments.does(StubService.json(200, "{\"status\":\"QUEUED\"}"));
        Shop.Answer pending = shop.place("key-mailed", Shop.GOOD);
        shop.paymentOutcome(pending.id(), "CHARGED", "");
        shop.paymentOutcome(pending.id(), "CHARGED", "");
        List<JsonNode> mails = Messages.mails(shop, pending.id(), 2);
        assertThat(mails)
                .extracting(mail -> mail.get("template").asText())
                .containsExactly("PAYMENT_PENDING", "ORDER_CONFIRMED");
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.get("email").asText()).isEqualTo("ada@example.org");
            assertThat(mail.get("name").asText()).isEqualTo("Ada");
        });
    }
}
