package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.order.cache.Memory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order costs: the personal discount and the shipping quote, and what they come to when they cannot be had. */
@ExtendWith(InShop.class)
class PricingTest {

    private static final Map<String, Supplier<String>> BAD = Map.of(
            "expired", Quotes::expired,
            "other items", Quotes::forOtherItems,
            "another currency", Quotes::inAnotherCurrency,
            "another issuer", Quotes::ofAnotherIssuer,
            "a negative amount", Quotes::ofANegativeAmount,
            "forged", Quotes::forged,
            "no JWS", () -> "no.jws.atall",
            "unsigned", () -> "eyJhbGciOiJub25lIn0.eyJhbW91bnRNaW5vciI6MX0.");

    private final Shop shop;

    PricingTest(Shop shop) {
        this.shop = shop;
    }

    static String with(String field, String value) {
        return Shop.GOOD.replace("\"paymentMethod\"", "\"" + field + "\":\"" + value + "\",\"paymentMethod\"");
    }

    @Test
    void aPersonalDiscountIsTakenOffTheItemsAndShown() {
        shop.users.does(StubService.json(200, "{\"discountPercent\":15,\"freshness\":\"CACHED\"}"));
        Shop.Answer answer = shop.place("key-discount", Shop.GOOD);
        assertThat(answer.body().get("totalMinor").asLong()).isEqualTo(10_412); // 85 % of 12,250, rounded down
        assertThat(answer.body().get("discountPercent").asInt()).isEqualTo(15);
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(shop.payments.requestsFor(answer.id()).get(0).body()).contains("\"amountMinor\":10412");
        assertThat(shop.users.requests().get(0).path()).isEqualTo("/internal/users/" + shop.ada);
        assertThat(shop.get("/api/orders/" + answer.id()).body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @EnumSource
    void withoutUserServiceTheListPriceIsPaidAndTheCustomerIsTold(OutageTest.Failure failure) {
        failure.happensTo(shop.users);
        listPrice(shop.place("key-list-price-" + failure, Shop.GOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"discountPercent\":50,\"freshness\":\"STALE\"}",
                "{\"discountPercent\":51,\"freshness\":\"LIVE\"}",
                "{\"discountPercent\":-1,\"freshness\":\"LIVE\"}"
            })
    void aDiscountThatIsStaleOrImpossibleIsNotGiven(String profile) {
        shop.users.does(StubService.json(200, profile));
        listPrice(shop.place("key-stale-" + Integer.toHexString(profile.hashCode()), Shop.GOOD));
    }

    @Test
    void aUserOfWhomUserServiceKnowsNothingHasNoDiscount() {
        shop.users.does(StubService.problem(404, "not-found", ""));
        Shop.Answer answer = shop.place("key-unknown-user", Shop.GOOD);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("X-Degraded")).isEmpty();
    }

    @Test
    void userServiceOpensItsBreakerIsNoLongerAskedAndIsAskedAgainWhenItIsBack() {
        shop.users.does(StubService.json(503, "{}"));
        for (int i = 0; i < 15; i++) {
            listPrice(shop.place("key-users-open-" + i, Shop.GOOD));
        }
        assertThat(shop.breaker("user-service").getState()).isEqualTo(CircuitBreaker.State.OPEN);
        int asked = shop.users.requests().size();
        listPrice(shop.place("key-users-while-open", Shop.GOOD));
        assertThat(shop.users.requests()).hasSize(asked);
        shop.users.does(StubService.json(200, "{\"discountPercent\":10,\"freshness\":\"LIVE\"}"));
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> {
                    shop.place("key-users-" + UUID.randomUUID().toString().substring(0, 20), Shop.GOOD);
                    return shop.breaker("user-service").getState() == CircuitBreaker.State.CLOSED;
                });
        assertThat(shop.place("key-users-back", Shop.GOOD)
                        .body()
                        .get("discountPercent")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void aShippingQuoteIsChargedStoredShownAndInTheMail() {
        Shop.Answer answer = shop.place("key-shipped", with("shippingQuote", Quotes.good()));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().get("totalMinor").asLong()).isEqualTo(12_250 + 990);
        assertThat(shop.payments.requestsFor(answer.id()).get(0).body()).contains("\"amountMinor\":13240");
        assertThat(shop.get("/api/orders/" + answer.id()).body()).isEqualTo(answer.body());
        JsonNode mail = Messages.mails(shop, answer.id(), 1).get(0).at("/data/shipping");
        for (JsonNode shipping : new JsonNode[] {answer.body().get("shipping"), mail}) {
            assertThat(shipping.get("carrier").asText()).isEqualTo("fedex");
            assertThat(shipping.get("amountMinor").asLong()).isEqualTo(990);
            assertThat(shipping.get("standardRate").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expired",
                "other items",
                "another currency",
                "another issuer",
                "a negative amount",
                "forged",
                "no JWS",
                "unsigned"
            })
    void aQuoteThatBuysNothingIsRefusedByName(String kind) {
        Shop.Answer answer = shop.place(
                "key-bad-quote-" + kind.replace(' ', '-'),
                with(
                        "shippingQuote",
                        java.util.Objects.requireNonNull(BAD.get(kind)).get()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("shippingQuote");
        assertThat(shop.count("orders")).isZero();
        assertThat(shop.inventory.requests()).isEmpty();
    }

    @Test
    void newsOfTheOrderGoByTelephoneWhenTheCustomerWantsIt() {
        Shop.Answer answer = shop.place("key-by-sms", with("smsTo", "+4930123456"));
        JsonNode message = Messages.mails(shop, answer.id(), 1).get(0);
        assertThat(message.get("phone").asText()).isEqualTo("+4930123456");
        assertThat(message.get("email").asText()).isEqualTo("ada@example.org");
        assertThat(shop.count("orders WHERE user_phone = '+4930123456'")).isEqualTo(1);
    }

    private void remember(Instant readAt, long price) {
        shop.bean(Memory.class)
                .remember(
                        "catalogue",
                        Map.of(
                                "readAt",
                                readAt,
                                "products",
                                List.of(Map.of(
                                        "sku", "BW-LAMP", "name", "Lamp", "priceMinor", price, "currency", "EUR"))),
                        Duration.ofDays(1));
    }

    private long lamp(Shop.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        for (JsonNode product : answer.body().get("products")) {
            if (product.get("sku").asText().equals("BW-LAMP")) {
                return product.get("priceMinor").asLong();
            }
        }
        throw new AssertionError(answer.body());
    }

    @Test
    void aPriceIsRememberedForTenMinutesAndUsedLongerOnlyWhileTheDatabaseIsAwayAndThenMarked() {
        Instant now = Clock.systemUTC().instant();
        try {
            remember(now.minusSeconds(590), 4_711);
            Shop.Answer fresh = shop.get("/api/products");
            assertThat(lamp(fresh)).isEqualTo(4_711);
            assertThat(fresh.header("X-Degraded")).isEmpty();

            remember(now.minusSeconds(601), 4_711);
            shop.breaker("order-db").transitionToForcedOpenState();
            Shop.Answer old = shop.get("/api/products");
            assertThat(lamp(old)).isEqualTo(4_711);
            assertThat(old.header("X-Degraded")).isEqualTo("order-db=lastKnownPrices");

            shop.breaker("order-db").transitionToClosedState();
            Shop.Answer read = shop.get("/api/products");
            assertThat(lamp(read)).isEqualTo(4_900);
            assertThat(read.header("X-Degraded")).isEmpty();
        } finally {
            remember(Instant.EPOCH, 4_711);
        }
    }

    private static void listPrice(Shop.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().get("totalMinor").asLong()).isEqualTo(12_250);
        assertThat(answer.body().get("discountPercent").asInt()).isZero();
        assertThat(answer.header("X-Degraded")).isEqualTo("user-service=listPrice");
    }
}
