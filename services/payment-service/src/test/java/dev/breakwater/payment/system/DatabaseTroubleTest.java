package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.ledger.LedgerTransaction;
import dev.breakwater.payment.system.PaymentApi.Answer;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(InSystem.class)
class DatabaseTroubleTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LIMIT = 8;

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    DatabaseTroubleTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    @AfterEach
    void everythingIsWell() {
        system.surroundings.database.start();
        system.healthy();
        await().atMost(SOON).until(() -> system.api.payment(UUID.randomUUID()).status() == 404);
        system.healthy();
    }

    @Test
    void nothingIsChargedWithoutItsRecord() {
        long requests = system.stripe.requests();
        system.surroundings.database.kill();
        Answer answer = system.api.charge(order);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.header("X-Degraded")).isEqualTo("payment-db=queuePayment");
        assertThat(system.queue.queued(order.toString())).contains("pm_card_visa");
        assertThat(system.stripe.requests()).isEqualTo(requests);

        system.surroundings.database.start();
        await().atMost(SOON).until(() -> system.api.settle(order).text("status").equals("CHARGED"));
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @Test
    void withoutDatabaseAndQueueItIsAProblemWithRetryAfter() {
        system.surroundings.database.kill();
        system.queue.goAway();
        Answer answer = system.api.charge(order);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("/problems/dependency-unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void whoFindsTooManyInTheDatabaseQueuesItsPaymentAndHoldsNothingAgainstIt() throws Exception {
        system.policies("resilience4j.bulkhead.instances.payment-db.max-concurrent-calls=" + LIMIT);
        CountDownLatch inside = new CountDownLatch(LIMIT);
        CountDownLatch leave = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(LIMIT);
        try {
            for (int i = 0; i < LIMIT; i++) {
                threads.execute(() -> stay(inside, leave));
            }
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            Answer answer = system.api.charge(order);
            assertThat(answer.text("status")).isEqualTo("QUEUED");
            assertThat(answer.header("X-Degraded")).isEqualTo("payment-db=queuePayment");
        } finally {
            leave.countDown();
            threads.shutdown();
        }
        await().atMost(SOON).until(() -> system.api.settle(order).text("status").equals("CHARGED"));
        assertThat(system.breaker("payment-db").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @Test
    void chargeThatCouldNotBeRecordedIsFoundByAsking() {
        system.api.charge(UUID.randomUUID());
        system.stripe.fault("slow", "{\"delayMs\":1500}");
        long before = system.stripe.requests();
        CompletableFuture<Answer> charging = CompletableFuture.supplyAsync(() -> system.api.charge(order));
        await().atMost(SOON).until(() -> system.stripe.requests() > before);
        system.surroundings.database.kill();
        assertThat(charging.join().status()).isEqualTo(503);
        assertThat(system.stripe.charges(order)).isEqualTo(1);

        system.stripe.heal();
        system.surroundings.database.start();
        await().atMost(SOON).until(() -> system.api.settle(order).text("status").equals("CHARGED"));
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        // order-service may not come back: the sweep finds the attempt by itself, or settlement was quicker
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
    }

    @Test
    void victimOfADeadlockTriesAgain() throws Exception {
        UUID other = UUID.randomUUID();
        system.api.charge(order);
        system.api.charge(other);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch oneIsDone = new CountDownLatch(1);
        CompletableFuture<Void> one =
                CompletableFuture.runAsync(() -> touch(order, other, bothHoldOne, runs, oneIsDone));
        CompletableFuture<Void> two =
                CompletableFuture.runAsync(() -> touch(other, order, bothHoldOne, runs, oneIsDone));
        CompletableFuture.allOf(one, two).get(20, TimeUnit.SECONDS);
        assertThat(runs).hasValue(3); // one of the two had to run twice
        assertThat(system.breaker("payment-db").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    private void touch(UUID first, UUID second, CyclicBarrier barrier, AtomicInteger runs, CountDownLatch oneIsDone) {
        JdbcClient jdbc = system.bean(JdbcClient.class);
        system.bean(LedgerTransaction.class).run(() -> {
            int run = runs.incrementAndGet();
            if (run > 2) {
                opened(oneIsDone); // or the victim may be quicker with its first row than who waits for it, and be a
                // victim again
            }
            jdbc.sql("update payments set updated_at = now() where order_id = ?")
                    .param(first)
                    .update();
            if (run <= 2) {
                meet(barrier);
            }
            return jdbc.sql("update payments set updated_at = now() where order_id = ?")
                    .param(second)
                    .update();
        });
        oneIsDone.countDown();
    }

    /** In a transaction, until it may leave; whoever is refused for its number tries again. */
    private void stay(CountDownLatch inside, CountDownLatch leave) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(DependencyUnavailableException.class)
                .until(() -> system.bean(LedgerTransaction.class).run(() -> {
                    inside.countDown();
                    return opened(leave);
                }));
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
