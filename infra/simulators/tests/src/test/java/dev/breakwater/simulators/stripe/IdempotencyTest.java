package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private final HandMovedClock clock = new HandMovedClock();
    private StripeSimulator stripe;
    private Wire wire;

    @BeforeEach
    void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random().withClock(clock));
        wire = new Wire(stripe);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void theSameKeyAndParametersGetTheVerySameAnswer() {
        HttpResponse<String> first = pay("key", Wire.CARD);
        HttpResponse<String> second = pay("key", Wire.CARD);

        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(second.headers().firstValue("Original-Request"))
                .isEqualTo(first.headers().firstValue("Request-Id"));
        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
    }

    @Test
    void theOrderOfParametersDoesNotMatter() {
        HttpResponse<String> first = pay("key", Wire.CARD + "&metadata[a]=1&metadata[b]=2");
        HttpResponse<String> second = pay("key", "metadata[b]=2&metadata%5Ba%5D=1&" + Wire.CARD);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
    }

    @Test
    void aDeclineIsReplayedToo() {
        String declined = Wire.CARD.replace("pm_card_visa", "pm_card_chargeDeclined");
        HttpResponse<String> first = pay("key", declined);
        HttpResponse<String> second = pay("key", declined);

        assertThat(second.statusCode()).isEqualTo(402);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
    }

    @Test
    void whatFailedValidationLeavesTheKeyUnused() {
        assertThat(pay("key", Wire.CARD.replace("4200", "49")).statusCode()).isEqualTo(400);

        HttpResponse<String> corrected = pay("key", Wire.CARD);

        assertThat(corrected.statusCode()).isEqualTo(200);
        assertThat(corrected.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void otherParametersAreRefused() {
        pay("key", Wire.CARD);

        HttpResponse<String> other = pay("key", Wire.CARD.replace("4200", "4300"));

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("\"type\":\"idempotency_error\"").contains("same parameters");
        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
    }

    @Test
    void anotherEndpointIsRefused() {
        pay("key", Wire.CARD);

        HttpResponse<String> other = wire.post("/v1/customers", "name=Ann", "Idempotency-Key", "key");

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body())
                .contains("\"type\":\"idempotency_error\"")
                .contains("('/v1/customers' vs '/v1/payment_intents')");
    }

    @Test
    void keysExpireAfterADay() {
        pay("key", Wire.CARD);
        clock.now = clock.now.plus(Duration.ofHours(24)).minusMillis(1);
        assertThat(pay("key", Wire.CARD).headers().firstValue("Idempotent-Replayed"))
                .contains("true");

        clock.now = clock.now.plusMillis(1);

        assertThat(pay("key", Wire.CARD).headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(stripe.ledger().paymentIntents()).hasSize(2);
    }

    @Test
    void keysAreAtMost255CharactersLong() {
        assertThat(pay("k".repeat(255), Wire.CARD).statusCode()).isEqualTo(200);
        assertThat(pay("k".repeat(256), Wire.CARD).statusCode()).isEqualTo(400);
    }

    @Test
    void sixteenThreadsHammeringOneKeyMakeOnePaymentIntent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<List<HttpResponse<String>>>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(threads.submit(() -> {
                go.await();
                List<HttpResponse<String>> answers = new ArrayList<>();
                for (int n = 0; n < 25; n++) {
                    answers.add(pay("hammered", Wire.CARD));
                }
                return answers;
            }));
        }
        go.countDown();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<List<HttpResponse<String>>> each : all) {
            answers.addAll(each.get());
        }
        threads.shutdown();

        assertThat(stripe.ledger().paymentIntents()).hasSize(1);
        assertThat(answers)
                .hasSize(400)
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 409));
        List<HttpResponse<String>> paid =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(paid).extracting(HttpResponse::body).containsOnly(paid.get(0).body());
        assertThat(paid)
                .filteredOn(answer ->
                        answer.headers().firstValue("Idempotent-Replayed").isEmpty())
                .hasSize(1);
    }

    private HttpResponse<String> pay(String key, String form) {
        return wire.post("/v1/payment_intents", form, "Idempotency-Key", key);
    }

    private static final class HandMovedClock extends Clock {

        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
