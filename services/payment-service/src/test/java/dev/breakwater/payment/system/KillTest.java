package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SIGKILL of payment-service at any moment: every payment is known again afterwards, and none is made twice. */
class KillTest {

    private static final int ROUNDS = 3;
    private static final int ORDERS_A_ROUND = 10;
    private static final long SEED = 20_230_816;
    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static Surroundings surroundings;

    @SuppressWarnings("NullAway.Init")
    private static PaymentProcess service;

    @SuppressWarnings("NullAway.Init")
    private static PaymentApi api;

    @BeforeAll
    static void start() {
        surroundings = new Surroundings("kill");
        service = new PaymentProcess(
                surroundings, Map.of("BREAKWATER_PAYMENTS_LEASE", "4s", "BREAKWATER_PAYMENTS_SWEEP_EVERY", "2s"));
        api = new PaymentApi(service::baseUrl);
        service.start();
    }

    @AfterAll
    static void stop() {
        service.kill(); // as ever
        surroundings.close();
    }

    @Test
    void killsLoseNothingAndChargeNothingTwiceAndTheAttemptThatDiedBetweenChargeAndRecordIsFound() {
        Random random = new Random(SEED);
        List<UUID> orders = new ArrayList<>();
        Set<UUID> answered = new HashSet<>();
        UUID died = UUID.randomUUID();
        CompletableFuture<Boolean> dies = isAtStripe(died);
        for (int round = 0; round < ROUNDS; round++) {
            surroundings.stripe.fault("slow", "{\"delayMs\":" + (50 + random.nextInt(250)) + "}");
            List<UUID> batch =
                    Stream.generate(UUID::randomUUID).limit(ORDERS_A_ROUND).toList();
            orders.addAll(batch);
            List<CompletableFuture<Boolean>> charging = batch.stream()
                    .map(order -> chargeAsync(
                            order, PaymentApi.body(UUID.randomUUID().toString(), 1299, "pm_card_visa"), 3_000))
                    .toList();
            long moment = random.nextInt(700);
            CompletableFuture.allOf(charging.toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, moment, TimeUnit.MILLISECONDS)
                    .join();
            service.kill();
            for (int i = 0; i < batch.size(); i++) {
                if (charging.get(i).join()) {
                    answered.add(batch.get(i));
                }
            }
            if (round == 0) {
                assertThat(dies.join()).isFalse();
                assertThat(status(died)).isEqualTo("ATTEMPTING");
                await().atMost(SOON).until(() -> surroundings.stripe.charges(died) == 1);
            }
            surroundings.stripe.heal();
            service.start();
        }
        assertThat(answered).as("or the kills hit nothing").hasSizeLessThan(orders.size());
        // Whoever was recorded ends in the queue by the service's own doing, answered or not.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(orders)
                        .allMatch(order -> Set.of("CHARGED", "QUEUED", "none").contains(status(order)))
                        .allMatch(order -> !status(order).equals("QUEUED")
                                || surroundings.queue.queued(order.toString()).contains("pm_card_visa")));
        await().atMost(SOON)
                .until(() -> surroundings.queue.queued(died.toString()).contains("pm_card_visa"));
        assertThat(status(died)).isEqualTo("QUEUED");
        assertThat(api.settle(died).text("status")).isEqualTo("CHARGED");
        assertThat(surroundings.stripe.charges(died)).isEqualTo(1);
        assertThat(answered).allMatch(order -> !status(order).equals("none"));
        for (UUID order : orders) {
            String queued = surroundings.queue.queued(order.toString());
            if (!queued.isEmpty()) {
                await().atMost(SOON)
                        .until(() -> api.settle(order, queued).text("status").equals("CHARGED"));
            }
            assertThat(surroundings.stripe.charges(order))
                    .as(order + " is " + status(order))
                    .isEqualTo(status(order).equals("CHARGED") ? 1 : 0);
        }
    }

    /** Charges it, and returns when Stripe has been asked; the answer takes longer than the service will live. */
    private static CompletableFuture<Boolean> isAtStripe(UUID order) {
        api.charge(UUID.randomUUID()); // makes the customer
        long before = surroundings.stripe.requests();
        surroundings.stripe.fault("slow", "{\"delayMs\":3000}");
        CompletableFuture<Boolean> charging = chargeAsync(order, api.body(1299, "pm_card_visa"), 5_000);
        await().atMost(SOON).until(() -> surroundings.stripe.requests() > before);
        return charging;
    }

    private static String status(UUID order) {
        return surroundings
                .jdbc()
                .sql("select status from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /** Whether there was an answer. */
    private static CompletableFuture<Boolean> chargeAsync(UUID order, String body, int withinMillis) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return api.charge(order, body, "X-Request-Timeout-Ms", Integer.toString(withinMillis))
                                .status()
                        == 200;
            } catch (UncheckedIOException killed) {
                return false;
            }
        });
    }
}
