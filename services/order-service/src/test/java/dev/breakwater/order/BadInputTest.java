package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is answered with the 4xx problem it is, asks nobody anything and writes nothing. */
@ExtendWith(InShop.class)
class BadInputTest {

    private final Shop shop;

    BadInputTest(Shop shop) {
        this.shop = shop;
    }

    @AfterEach
    void nothingWasWrittenAndNobodyAsked() {
        assertThat(shop.count("orders")).isZero();
        assertThat(shop.count("order_items")).isZero();
        assertThat(shop.count("outbox")).isZero();
        assertThat(shop.inventory.requests()).isEmpty();
        assertThat(shop.payments.requests()).isEmpty();
        assertThat(shop.queue.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "[]", "null", "{\"items\":}", "{} {}"})
    void malformedJson(String body) {
        problem(shop.place("key-malformed", body), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2|\"quantity\":0|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":-3|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":101|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":2147483648|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":1e99|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":1.5|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":\"2\"|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":null|items[0].quantity|1..100",
                "\"quantity\":2|\"quantity\":2,\"price\":1|items[0].price|",
                "\"BW-LAMP\"|7|items[0].sku|",
                "\"BW-LAMP\"|null|items[0].sku|",
                "\"BW-LAMP\"|\"\"|items[0].sku|",
                "\"BW-LAMP\"|\"BW-BOAT\"|items[0].sku|",
                "\"BW-LAMP\"|\"bw-lamp\"|items[0].sku|",
                "\"BW-LAMP\"|\"BW-LAMP' OR 1=1\"|items[0].sku|",
                "\"BW-ROPE\"|\"BW-LAMP\"|items[1].sku|",
                "\"BW-ROPE\"|\"BW-LÄMP\"|items[1].sku|",
                "\"pm_card_visa\"|\"4242424242424242\"|paymentMethod|",
                "\"pm_card_visa\"|\"pm_\"|paymentMethod|",
                "\"pm_card_visa\"|null|paymentMethod|",
                "\"pm_card_visa\"|5|paymentMethod|",
                "\"paymentMethod\"|\"payment\"|payment|",
                "\"items\"|\"item\"|item|",
                "\"paymentMethod\"|\"smsTo\":\"030 123456\",\"paymentMethod\"|smsTo|",
                "\"paymentMethod\"|\"smsTo\":\"\",\"paymentMethod\"|smsTo|",
                "\"paymentMethod\"|\"smsTo\":4930123456,\"paymentMethod\"|smsTo|",
                "\"paymentMethod\"|\"smsTo\":\"+1234567890123456\",\"paymentMethod\"|smsTo|",
                "\"paymentMethod\"|\"shippingQuote\":\"\",\"paymentMethod\"|shippingQuote|",
                "\"paymentMethod\"|\"shippingQuote\":{},\"paymentMethod\"|shippingQuote|",
                "\"paymentMethod\"|\"shippingQuote\":\"x\",\"paymentMethod\"|shippingQuote|",
            })
    void aWrongFieldIsNamed(String good, String bad, String field, String range) {
        Shop.Answer answer = shop.place("key-wrong-field", Shop.GOOD.replace(good, bad));
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors").findValuesAsText("field")).contains(field);
        if (range != null) {
            assertThat(answer.body().at("/errors/0/range").asText()).isEqualTo(range);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[],\"paymentMethod\":\"pm_card_visa\"}",
                "{\"items\":null,\"paymentMethod\":\"pm_card_visa\"}",
                "{\"items\":[null],\"paymentMethod\":\"pm_card_visa\"}",
                "{\"paymentMethod\":\"pm_card_visa\"}"
            })
    void aBasketWithNothingInIt(String body) {
        problem(shop.place("key-empty", body), 400, "invalid-request");
    }

    @Test
    void moreThanTwentyLines() {
        String line = "{\"sku\":\"BW-LAMP\",\"quantity\":1},";
        String body =
                "{\"items\":[" + line.repeat(20) + line.replace("},", "}") + "],\"paymentMethod\":\"pm_card_visa\"}";
        problem(shop.place("key-too-many", body), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "seven-7",
                "has spaces in it",
                "semi;colon;",
                "slash/slash",
                "a23456789b23456789c23456789d23456789e23456789f23456789g23456789hijk5"
            })
    void anIllegalIdempotencyKey(String key) {
        Shop.Answer answer = shop.place(key, Shop.GOOD);
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void noIdempotencyKey() {
        Shop.Answer answer = shop.send(shop.request("/api/orders", shop.tokens.valid(shop.ada))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Shop.GOOD)));
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void anOversizedBody() {
        problem(shop.place("key-oversized", Shop.GOOD + " ".repeat(64 * 1024)), 413, "payload-too-large");
    }

    @Test
    void anotherContentType() {
        Shop.Answer answer = shop.send(shop.request("/api/orders", shop.tokens.valid(shop.ada))
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", "key-content-type")
                .POST(HttpRequest.BodyPublishers.ofString(Shop.GOOD)));
        problem(answer, 415, "unsupported-media-type");
    }

    @Test
    void noToken() {
        problem(shop.place("", "key-no-token", Shop.GOOD), 401, "unauthenticated");
        problem(shop.get("/api/orders", ""), 401, "unauthenticated");
    }

    @Test
    void anExpiredToken() {
        problem(shop.place(shop.tokens.expired(shop.ada), "key-expired", Shop.GOOD), 401, "unauthenticated");
    }

    @Test
    void aForgedToken() {
        problem(shop.place(shop.tokens.forged(shop.ada), "key-forged", Shop.GOOD), 401, "unauthenticated");
        problem(shop.place("not.a.token", "key-forged", Shop.GOOD), 401, "unauthenticated");
    }

    @Test
    void anOrderThatIsNoneOrNobodys() {
        problem(shop.get("/api/orders/" + UUID.randomUUID()), 404, "not-found");
        problem(shop.get("/api/orders/1%27%20OR%20%271%27=%271"), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=many",
                "after=first",
                "after=6f8f7f0e-8a3c-4d5e-9a3b-111111111111"
            })
    void aPageThatIsNone(String query) {
        problem(shop.get("/api/orders?" + query), 400, "invalid-request");
    }

    private static void problem(Shop.Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
