package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.system.PaymentApi.Answer;
import dev.breakwater.simulators.bank.BankLedger;
import dev.breakwater.simulators.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InSystem.class)
class RefundsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALL = "{\"reason\":\"arrived broken\"}";

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    RefundsTest(PaymentSystem system) {
        this.system = system;
    }

    @Test
    void partsAndTheRestAreGivenBackAtStripeAndNeverMoreThanWasCharged() {
        system.api.charge(order);
        Answer part = system.api.refund(order, "refund-1", part(1000));
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.text("status")).isEqualTo("REFUNDED");
        assertThat(part.text("provider")).isEqualTo("stripe");
        Answer tooMuch = system.api.refund(order, "refund-2", part(300));
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.text("type")).isEqualTo("/problems/refund-not-possible");
        assertThat(tooMuch.body().path("refundableMinor").asLong()).isEqualTo(299);
        assertThat(system.api
                        .refund(order, "refund-3", ALL)
                        .body()
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(299);
        assertThat(system.api.refund(order, "refund-4", ALL).status()).isEqualTo(409);
        assertThat(system.stripe.refunded(order)).isEqualTo(1299);
        assertThat(announcedSums()).containsExactly(1000L, 1299L);
        assertThat(system.api.payment(order).text("status")).isEqualTo("CHARGED");
    }

    @Test
    void equalPartsAreAnnouncedAsTheSumSoFar() {
        system.api.charge(order);
        system.api.refund(order, "refund-1", part(500));
        system.api.refund(order, "refund-2", part(500));
        assertThat(announcedSums()).containsExactly(500L, 1000L);
    }

    @Test
    void refundThatIsPendingIsNotAnnouncedAsGivenBack() {
        system.api.charge(order);
        system.stripe.fault("error-503", "{}");
        assertThat(system.api.refund(order, "refund-1", part(500)).text("status"))
                .isEqualTo("PENDING");
        system.healthy();
        system.api.refund(order, "refund-2", part(500));
        await().atMost(SOON).until(() -> announcedSums().size() == 2);
        assertThat(announcedSums()).containsExactly(500L, 1000L);
    }

    @Test
    void sameKeyTellsWhatCameOfItAndAnotherBodyIsRefused() {
        system.api.charge(order);
        Answer first = system.api.refund(order, "refund-1", ALL);
        assertThat(system.api.refund(order, "refund-1", ALL).body()).isEqualTo(first.body());
        Answer other = system.api.refund(order, "refund-1", part(1));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(system.stripe.refunded(order)).isEqualTo(1299);
    }

    @Test
    void manyAtOnceGiveBackWhatThereIs() {
        system.api.charge(order);
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i ->
                        system.api.refund(order, "parallel-" + i, part(500)).status())
                .toList();
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(6);
        assertThat(system.stripe.refunded(order)).isEqualTo(1000);
        assertThat(announcedSums()).containsExactly(500L, 1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-503", "error-500-after", "reply-lost", "reset", "rate-limit-429"})
    void refundWhoseOutcomeIsUnknownIsPendingAndDoneOnce(String fault) {
        system.api.charge(order);
        system.policies(
                "resilience4j.timelimiter.instances.stripe.timeout-duration=1500ms", // waited out when the reply is
                // lost
                "resilience4j.circuitbreaker.instances.stripe.slow-call-duration-threshold=1s");
        system.stripe.fault(fault, "{\"maxInjections\":100}");
        Answer pending = system.api.refund(order, "refund-1", ALL);
        assertThat(pending.status()).isEqualTo(201);
        assertThat(pending.text("status")).isEqualTo("PENDING");
        system.healthy();
        await().atMost(SOON).until(() -> system.surroundings.announced(order, "REFUNDED") == 1);
        assertThat(system.api.refund(order, "refund-1", ALL).text("status")).isEqualTo("REFUNDED");
        assertThat(system.stripe.refunded(order)).isEqualTo(1299);
        assertThat(announcedSums()).containsExactly(1299L);
    }

    @Test
    void whatTheBankChargedTheBankGivesBackAlsoAfterItsAnswerWasLost() {
        system.breaker("stripe").transitionToForcedOpenState();
        assertThat(system.api
                        .charge(order, system.api.body(1299, "pm_card_visa_debit"))
                        .text("status"))
                .isEqualTo("CHARGED");
        system.bank.fault(Fault.ERROR_500_AFTER);
        assertThat(system.api.refund(order, "refund-1", part(500)).text("status"))
                .isEqualTo("PENDING");
        system.healthy();
        await().atMost(SOON).until(() -> system.surroundings.announced(order, "REFUNDED") == 1);
        Answer answer = system.api.refund(order, "refund-1", part(500));
        assertThat(answer.text("provider")).isEqualTo("bank");
        assertThat(system.bank.lines(order))
                .extracting(BankLedger.Line::refundedMinor)
                .containsExactly(500L);
        assertThat(system.stripe.refunded(order)).isZero();
    }

    @Test
    void refundIsAuditedWithWhoAndWhy() {
        system.api.charge(order);
        system.api.refund(order, "refund-1", ALL);
        assertThat(system.surroundings
                        .jdbc()
                        .sql(
                                "select actor || ' ' || detail from payment_audit where order_id = ? and actor is not null")
                        .param(order)
                        .query(String.class)
                        .single())
                .startsWith(Keys.OPERATOR)
                .endsWith("arrived broken");
    }

    @Test
    void whatWasNotChargedIsNotGivenBack() {
        system.api.charge(order, system.api.body(1299, "pm_card_chargeDeclined"));
        assertThat(system.api.refund(order, "refund-1", ALL).status()).isEqualTo(409);
        assertThat(system.api.refund(UUID.randomUUID(), "refund-1", ALL).status())
                .isEqualTo(404);
    }

    @Test
    void customersAndStrangersAreRefused() {
        system.api.charge(order);
        assertThat(system.api
                        .refund(order, "refund-1", ALL, Keys.bearer("customer"))
                        .status())
                .isEqualTo(403);
        assertThat(system.api.refund(order, "refund-1", ALL, "Bearer nonsense").status())
                .isEqualTo(401);
        assertThat(system.stripe.refunded(order)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "refund-1; {}",
                "refund-1; []",
                "refund-1; {\"reason\":\"\"}",
                "refund-1; {\"reason\":\"x\",\"amountMinor\":0}",
                "refund-1; {\"reason\":\"x\",\"amountMinor\":-5}",
                "refund-1; {\"reason\":\"x\",\"amountMinor\":1.5}",
                "refund-1; {\"reason\":\"x\",\"amountMinor\":100000000}",
                "refund-1; {\"reason\":\"x\",\"to\":\"me\"}",
                "short; {\"reason\":\"x\"}",
                "ill/egal-key; {\"reason\":\"x\"}"
            })
    void badInputIsRefusedAndNothingIsWritten(String key, String body) {
        system.api.charge(order);
        long before = system.surroundings.rows("refunds");
        Answer answer = system.api.refund(order, key, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(system.surroundings.rows("refunds")).isEqualTo(before);
    }

    private static String part(long amountMinor) {
        return "{\"amountMinor\":" + amountMinor + ",\"reason\":\"arrived broken\"}";
    }

    /** What the shop is told, in its order. */
    private List<Long> announcedSums() {
        return system.surroundings
                .jdbc()
                .sql("select (payload::json ->> 'refundedMinor')::bigint from outbox where message_key = ?"
                        + " and payload::json ->> 'status' = 'REFUNDED' order by seq")
                .param(order.toString())
                .query(Long.class)
                .list();
    }
}
