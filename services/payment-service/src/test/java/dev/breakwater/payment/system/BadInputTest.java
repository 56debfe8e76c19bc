package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.payment.system.PaymentApi.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is refused with the right problem, and nothing is written or sent. */
@ExtendWith(InSystem.class)
class BadInputTest {

    private static final String GOOD = PaymentApi.body("7b2f9f1e-54a8-4f0e-8f0c-0d5c7f0a3b11", 1299, "pm_card_visa");
    private static final String GOOD_REVIEW = GOOD.replace("}", ",\"reason\":\"ten attempts\"}");

    private final PaymentSystem system;
    private Map<String, Long> rowsAndRequests = Map.of();

    BadInputTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    void count() {
        rowsAndRequests = rowsAndRequests();
    }

    @AfterEach
    void nothingWasWrittenOrSent() {
        assertThat(rowsAndRequests()).isEqualTo(rowsAndRequests);
    }

    private Map<String, Long> rowsAndRequests() {
        Map<String, Long> counts = Stream.of("payments", "payment_audit", "customers", "outbox")
                .collect(Collectors.toMap(table -> table, system.surroundings::rows));
        counts.put("requests to Stripe", system.stripe.requests());
        return counts;
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("not JSON", "order it!", "malformed-request", "malformed"),
                Arguments.of("cut off", GOOD.substring(0, 40), "malformed-request", ""),
                Arguments.of("empty", "", "malformed-request", ""),
                Arguments.of("an array", "[" + GOOD + "]", "malformed-request", ""),
                Arguments.of("with a tail", GOOD + "{}", "malformed-request", ""),
                Arguments.of("unknown field", GOOD.replace("}", ",\"cvc\":\"123\"}"), "", "cvc"),
                Arguments.of("amount of 0", GOOD.replace("1299", "0"), "", "amountMinor"),
                Arguments.of("negative amount", GOOD.replace("1299", "-1"), "", "amountMinor"),
                Arguments.of("amount above Stripe's", GOOD.replace("1299", "100000000"), "", "amountMinor"),
                Arguments.of("absurd amount", GOOD.replace("1299", "9".repeat(40)), "", "amountMinor"),
                Arguments.of("amount as text", GOOD.replace("1299", "\"1299\""), "", "amountMinor"),
                Arguments.of("amount with cents", GOOD.replace("1299", "12.99"), "", "amountMinor"),
                Arguments.of("amount missing", GOOD.replace("\"amountMinor\":1299,", ""), "", "amountMinor"),
                Arguments.of("amount null", GOOD.replace("1299", "null"), "", "amountMinor"),
                Arguments.of("currency in lower case", GOOD.replace("EUR", "eur"), "", "currency"),
                Arguments.of("currency of four", GOOD.replace("EUR", "EURO"), "", "currency"),
                Arguments.of("currency null", GOOD.replace("\"EUR\"", "null"), "", "currency"),
                Arguments.of("user not a UUID", GOOD.replace("7b2f9f1e", "x"), "", "userId"),
                Arguments.of("card number", GOOD.replace("pm_card_visa", "4242424242424242"), "", "paymentMethod"),
                Arguments.of("injection", GOOD.replace("pm_card_visa", "pm_'; drop"), "", "paymentMethod"),
                Arguments.of(
                        "no payment method",
                        GOOD.replace(",\"paymentMethod\":\"pm_card_visa\"", ""),
                        "",
                        "paymentMethod"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void badBodyIsRefusedByEveryEndpointThatTakesOne(String name, String body, String type, String says) {
        UUID order = UUID.randomUUID();
        assertRefused(system.api.charge(order, body), type, says);
        assertRefused(system.api.settle(order, body), type, says);
        if (!name.equals("not JSON") && body.endsWith("}") && !name.equals("with a tail")) {
            String review = body.substring(0, body.length() - 1) + ",\"reason\":\"ten attempts\"}";
            assertRefused(system.api.internal("POST", path(order) + "/review", review), type, says);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"\"\"", "\"   \"", "null", "7"})
    void reviewWithoutAReasonIsRefused(String reason) {
        String body = GOOD_REVIEW.replace("\"ten attempts\"", reason);
        assertRefused(system.api.internal("POST", path(UUID.randomUUID()) + "/review", body), "", "reason");
    }

    @Test
    void endlessReasonIsRefused() {
        String body = GOOD_REVIEW.replace("ten attempts", "x".repeat(1001));
        assertRefused(system.api.internal("POST", path(UUID.randomUUID()) + "/review", body), "", "reason");
    }

    @ParameterizedTest
    @CsvSource({"PUT, ''", "POST, /settlement", "POST, /review"})
    void orderThatIsNoUuidIsRefused(String method, String more) {
        String body = more.equals("/review") ? GOOD_REVIEW : GOOD;
        assertRefused(system.api.internal(method, "/internal/payments/42" + more, body), "", "orderId");
    }

    @Test
    void unknownPaymentIsNotFound() {
        Answer answer = system.api.payment(UUID.randomUUID());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("type")).isEqualTo("/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({"PUT, ''", "GET, ''", "POST, /settlement", "POST, /review"})
    void strangerIsRefused(String method, String more) {
        for (String authorization : List.of("", "Bearer not-the-internal-token", "Basic YTpi")) {
            Answer answer = system.api.stranger(method, path(UUID.randomUUID()) + more, GOOD, authorization);
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.text("type")).isEqualTo("/problems/unauthenticated");
        }
    }

    @Test
    void strangerIsNotToldOfTheProvider() {
        assertThat(system.api.stranger("GET", "/internal/provider", "", "").status())
                .isEqualTo(401);
    }

    @Test
    void otherMethodIsNotAllowed() {
        Answer answer = system.api.internal("DELETE", path(UUID.randomUUID()), "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text("type")).isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void oversizedBodyIsRefused() {
        Answer answer = system.api.charge(UUID.randomUUID(), GOOD.replace("pm_card_visa", "pm_" + "x".repeat(70_000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("type")).isEqualTo("/problems/payload-too-large");
    }

    private static String path(UUID order) {
        return "/internal/payments/" + order;
    }

    private static void assertRefused(Answer answer, String type, String says) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("type"))
                .isIn(
                        type.isEmpty()
                                ? List.of("/problems/malformed-request", "/problems/invalid-request")
                                : List.of("/problems/" + type));
        assertThat(answer.body().toString()).containsIgnoringCase(says);
    }
}
