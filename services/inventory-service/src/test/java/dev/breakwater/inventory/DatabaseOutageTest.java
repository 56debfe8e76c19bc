package dev.breakwater.inventory;

import static dev.breakwater.inventory.RunningInventory.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.inventory.RunningInventory.Answer;
import dev.breakwater.localstack.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseOutageTest {

    private static final PostgresServer POSTGRES = Backing.postgres();

    private static RunningInventory inventory;

    @BeforeAll
    static void start() throws IOException {
        inventory = RunningInventory.start("outage", "127.0.0.1:1");
    }

    @AfterAll
    static void stop() throws IOException {
        inventory.close();
    }

    @Test
    void aHungDatabaseIsAProblemInThreeSecondsAndForgottenWhenItWakes() throws Exception {
        inventory.stock(100);
        UUID order = UUID.randomUUID();
        recovers(order); // from the test before: half-open, the breaker lets through one at a time

        POSTGRES.suspend();
        try {
            List<Long> millis = new ArrayList<>();
            ExecutorService callers = Executors.newFixedThreadPool(4);
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                answers.add(callers.submit(() -> {
                    long begin = System.nanoTime();
                    Answer answer = inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1));
                    synchronized (millis) {
                        millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
                    }
                    return answer;
                }));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status())
                        .as(answer.get().body().toString())
                        .isIn(503, 504);
                assertThat(answer.get().response().headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
                if (answer.get().status() == 503) {
                    assertThat(answer.get().response().headers().firstValue("Retry-After"))
                            .isPresent();
                }
            }
            callers.shutdown();
            // Three seconds by configuration; half a second for two busy cores.
            assertThat(millis).allSatisfy(took -> assertThat(took).isLessThan(3_500));
            Answer refused = inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(inventory.liveness()).isEqualTo(200);
        } finally {
            POSTGRES.resume();
        }
        recovers(order);
        assertThat(inventory.productsOffBalance(100)).isZero();
    }

    @Test
    void aKilledDatabaseComesBackWithoutARestartOfTheService() throws Exception {
        inventory.stock(100);
        UUID order = UUID.randomUUID();
        recovers(order); // from the test before: half-open, the breaker lets through one at a time
        POSTGRES.kill();
        assertThat(inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1)).status())
                .isIn(503, 504);
        POSTGRES.start();
        recovers(order);
        assertThat(inventory.productsOffBalance(100)).isZero();
    }

    private static void recovers(UUID order) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                inventory.reserve(order, item("BW-LAMP", 1)).status())
                        .isEqualTo(200));
    }
}
