package dev.breakwater.simulators.bank;

import static dev.breakwater.simulators.bank.BankClient.charge;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankChargesTest {

    private final MovedByHand clock = new MovedByHand();
    private BankSimulator bank;
    private BankClient client;

    @BeforeEach
    void start() throws IOException {
        bank = BankSimulator.start(
                BankSimulator.Config.random().withClock(clock).withTokenLifetime(Duration.ofMinutes(5)));
        client = new BankClient(bank);
        client.authorize();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa_debit", "pm_card_mastercard_debit"})
    void debitCardIsCharged(String method) throws IOException {
        BankClient.Answer answer = client.post("/v1/charges", "key-1", charge("order-1", 1299, method));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("status").asText()).isEqualTo("SUCCEEDED");
        String id = answer.body().path("id").asText();
        assertThat(client.get("/v1/charges/" + id).body()).isEqualTo(answer.body());
        assertThat(client.get("/v1/charges?reference=order-1").body().at("/charges/0"))
                .isEqualTo(answer.body());
        assertThat(client.get("/v1/charges?reference=order-2").body().path("charges"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_debit_chargeDeclined, 1299, do_not_honor",
        "pm_card_visa_debit_chargeDeclinedInsufficientFunds, 1299, insufficient_funds",
        "pm_card_visa_debit, 1000001, limit_exceeded"
    })
    void declineIsAnAnswerAndTakesNothing(String method, long amount, String code) throws IOException {
        BankClient.Answer answer = client.post("/v1/charges", "key-1", charge("order-1", amount, method));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("status").asText()).isEqualTo("DECLINED");
        assertThat(answer.body().path("declineCode").asText()).isEqualTo(code);
        assertThat(bank.ledger().charges()).hasSize(1).noneMatch(BankLedger.Line::charged);
    }

    @Test
    void sameKeyAndBodyIsOneChargeAndAnotherBodyIsRefused() throws IOException {
        BankClient.Answer first = client.pay("key-1");
        BankClient.Answer again = client.pay("key-1");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.response().headers().firstValue("Idempotent-Replayed")).contains("true");
        BankClient.Answer other = client.post("/v1/charges", "key-1", charge("order-1", 1, "pm_card_visa_debit"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(bank.ledger().charges()).hasSize(1);
        clock.forward(IdempotencyKeys.LIFETIME);
        client.authorize();
        client.pay("key-1");
        assertThat(bank.ledger().charges())
                .as("a day later the key is forgotten")
                .hasSize(2);
    }

    @Test
    void refundsNeverExceedTheCharge() throws IOException {
        String refunds = "/v1/charges/" + client.pay("key-1").body().path("id").asText() + "/refunds";
        assertThat(client.post(refunds, "r-1", "{\"amountMinor\":1000,\"reference\":\"r-1\",\"reason\":\"broken\"}")
                        .status())
                .isEqualTo(201);
        assertThat(client.post(refunds, "r-1", "{\"amountMinor\":1000,\"reference\":\"r-1\",\"reason\":\"broken\"}")
                        .status())
                .isEqualTo(201);
        BankClient.Answer tooMuch = client.post(refunds, "r-2", "{\"amountMinor\":300}");
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.code()).isEqualTo("refund_exceeds_charge");
        assertThat(client.post(refunds, "r-3", "{}").body().path("amountMinor").asLong())
                .isEqualTo(299);
        assertThat(client.post(refunds, "r-4", "{}").code()).isEqualTo("nothing_to_refund");
        assertThat(client.get(refunds).body().path("refunds")).hasSize(2);
        assertThat(bank.ledger().charges().get(0).refundedMinor()).isEqualTo(1299);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no json",
                "{\"reference\":\"o\",\"amountMinor\":0,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o\",\"amountMinor\":\"1\",\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o\",\"amountMinor\":1.5,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o\",\"amountMinor\":100000000,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o\",\"amountMinor\":1,\"currency\":\"XXX\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o o\",\"amountMinor\":1,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\"}",
                "{\"reference\":\"o\",\"amountMinor\":1,\"currency\":\"EUR\",\"paymentMethod\":\"4242424242424242\"}",
                "{\"reference\":\"o\",\"amountMinor\":1,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa_debit\",\"x\":1}"
            })
    void bodyThatBreaksARuleIsRefused(String body) throws IOException {
        assertThat(client.post("/v1/charges", "key-1", body).status()).isEqualTo(400);
        assertThat(bank.ledger().charges()).isEmpty();
    }

    @Test
    void creditCardIsNotTaken() throws IOException {
        BankClient.Answer answer = client.post("/v1/charges", "key-1", charge("o", 1, "pm_card_visa"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("payment_method_not_supported");
    }

    @Test
    void whatIsMissingIsRefused() throws IOException {
        String body = charge("o", 1, "pm_card_visa_debit");
        assertThat(client.send(client.request("/v1/charges")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .code())
                .isEqualTo("idempotency_key_required");
        assertThat(client.send(client.request("/v1/charges")
                                .header("Idempotency-Key", "key-1")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(415);
        assertThat(client.get("/v1/charges").status()).isEqualTo(400);
        assertThat(client.get("/v1/charges?reference=o&limit=1").status()).isEqualTo(400);
        assertThat(client.get("/v1/charges/ch_none").status()).isEqualTo(404);
        assertThat(client.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(client.post("/v1/charges/ch_none", "key-1", "{}").status()).isEqualTo(405);
        assertThat(bank.ledger().charges()).isEmpty();
    }

    @Test
    void tokenExpiresAndCanBeRevoked() throws IOException {
        clock.forward(Duration.ofMinutes(5));
        BankClient.Answer expired = client.pay("key-1");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo("token_expired");
        client.authorize();
        assertThat(client.pay("key-1").status()).isEqualTo(201);
        bank.revokeTokens();
        assertThat(client.pay("key-2").code()).isEqualTo("invalid_token");
        assertThat(bank.ledger().charges()).hasSize(1);
    }

    @Test
    void tokenNeedsTheClientAndTheGrant() throws IOException {
        String client1 = bank.clientId() + ":" + bank.clientSecret();
        assertThat(client.token("grant_type=client_credentials", bank.clientId() + ":wrong")
                        .status())
                .isEqualTo(401);
        assertThat(client.token("grant_type=password", client1)
                        .body()
                        .path("error")
                        .asText())
                .isEqualTo("unsupported_grant_type");
        assertThat(client.token("grant_type=client_credentials&scope=all", client1)
                        .status())
                .isEqualTo(400);
        assertThat(client.token("grant_type=%", client1).status()).isEqualTo(400);
    }

    private static final class MovedByHand extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-01-01T00:00:00Z"));

        void forward(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Objects.requireNonNull(now.get());
        }
    }
}
