package dev.breakwater.paymentfallback.system;

import static dev.breakwater.paymentfallback.system.DrainSystem.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.paymentfallback.system.DrainSystem.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is refused with the right problem, and nothing is queued. */
class BadInputTest {

    @SuppressWarnings("NullAway.Init")
    private static DrainSystem system;

    @BeforeAll
    static void start() {
        system = new DrainSystem("breakwater.drain.enabled=false");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void nothingWasQueued() {
        assertThat(system.inQueue()).isZero();
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("not JSON", "order it!", ""),
                Arguments.of("cut off", GOOD.substring(0, 40), ""),
                Arguments.of("empty", "", ""),
                Arguments.of("with a tail", GOOD + "{}", ""),
                Arguments.of("unknown field", GOOD.replace("}", ",\"cvc\":\"123\"}"), "cvc"),
                Arguments.of("amount of 0", GOOD.replace("1299", "0"), "amountMinor"),
                Arguments.of("negative amount", GOOD.replace("1299", "-1"), "amountMinor"),
                Arguments.of("absurd amount", GOOD.replace("1299", "9".repeat(40)), "amountMinor"),
                Arguments.of("amount as text", GOOD.replace("1299", "\"1299\""), "amountMinor"),
                Arguments.of("amount with cents", GOOD.replace("1299", "12.99"), "amountMinor"),
                Arguments.of("amount missing", GOOD.replace("\"amountMinor\":1299,", ""), "amountMinor"),
                Arguments.of("currency in lower case", GOOD.replace("EUR", "eur"), "currency"),
                Arguments.of("user not a UUID", GOOD.replace("7b2f9f1e", "x"), "userId"),
                Arguments.of("card number", GOOD.replace("pm_card_visa", "4242424242424242"), "paymentMethod"),
                Arguments.of("user null", GOOD.replaceFirst("\"7b[^\"]*\"", "null"), "userId"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void badBodyIsRefused(String name, String body, String says) {
        Answer answer = system.queue(UUID.randomUUID(), body);
        assertThat(answer.status()).as(name).isEqualTo(400);
        assertThat(answer.body().path("type").asText())
                .isIn("/problems/malformed-request", "/problems/invalid-request");
        assertThat(answer.body().toString()).contains(says);
    }

    @Test
    void orderThatIsNoUuidIsRefused() {
        Answer answer = system.queue("42", GOOD);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("orderId");
    }

    @Test
    void oversizedBodyIsRefused() {
        Answer answer = system.queue(UUID.randomUUID(), GOOD.replace("pm_card_visa", "pm_" + "x".repeat(70_000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().path("type").asText()).isEqualTo("/problems/payload-too-large");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /f2b9e6c0-7c5e-4d0c-9a83-6f5c3a1f0b11", "GET, ''"})
    void strangerIsRefused(String method, String more) {
        for (String authorization : List.of("", "Bearer not-the-internal-token", "Basic YTpi")) {
            Answer answer = system.stranger(method, "/internal/queued-payments" + more, authorization);
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.body().path("type").asText()).isEqualTo("/problems/unauthenticated");
        }
    }

    @Test
    void otherMethodIsNotAllowed() {
        Answer answer = system.internal("DELETE", "/internal/queued-payments/" + UUID.randomUUID());
        assertThat(answer.status()).isEqualTo(405);
    }
}
