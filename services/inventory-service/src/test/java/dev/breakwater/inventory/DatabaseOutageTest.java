package dev.breakwater.inventory;

import static dev.breakwater.inventory.RunningInventory.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.inventory.RunningInventory.Answer;
import dev.breakwater.localstack.Link;
import dev.breakwater.localstack.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseOutageTest {

    enum Fault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    private static final PostgresServer POSTGRES = Backing.postgres();
    private static final Link LINK = Link.to(POSTGRES.port());

    private static RunningInventory inventory;

    @BeforeAll
    static void start() throws IOException {
        inventory = RunningInventory.start(
                "outage",
                "127.0.0.1:1",
                "--INVENTORY_DB_URL="
                        + POSTGRES.jdbcUrl("outage").replace(":" + POSTGRES.port() + "/", ":" + LINK.port() + "/"),
                "--resilience4j.circuitbreaker.instances.inventory-db.slow-call-duration-threshold=300ms",
                "--resilience4j.timelimiter.instances.inventory-db.timeout-duration=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        inventory.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatItCannotReserveIsAProblemUntilTheDatabaseIsWellAgain(Fault fault) throws Exception {
        inventory.stock(100);
        UUID order = UUID.randomUUID();
        recovers(order); // from the test before: half-open, the breaker lets through one at a time

        strike(fault);
        try {
            for (Answer answer : reserveAtOnce(24)) {
                if (fault == Fault.SLOW && answer.status() == 200) { // in time
                    continue;
                }
                assertThat(answer.status()).as(answer.body().toString()).isIn(503, 504);
                assertThat(answer.response().headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
                if (answer.status() == 503) {
                    assertThat(answer.response().headers().firstValue("Retry-After"))
                            .isPresent();
                }
            }
            await().untilAsserted(() -> {
                Answer refused = inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1));
                assertThat(state()).isEqualTo("OPEN");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .isPresent();
            });
            assertThat(inventory.liveness()).isEqualTo(200);
        } finally {
            heal(fault);
        }
        recovers(order);
        await().untilAsserted(() -> {
            recovers(order);
            assertThat(state()).isEqualTo("CLOSED");
        });
        await().untilAsserted(
                        () -> assertThat(inventory.productsOffBalance(100)).isZero());
    }

    private static List<Answer> reserveAtOnce(int orders) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Answer>> calls =
                    Collections.nCopies(orders, () -> inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1)));
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }

    private static String state() throws Exception {
        return inventory.breaker("inventory-db").get("state").asText();
    }

    private static void strike(Fault fault) {
        switch (fault) {
            case CRASH -> POSTGRES.kill();
            case HANG -> POSTGRES.suspend();
            case ERROR -> inventory.sql("alter table reservations rename to reservations_elsewhere");
            case SLOW -> LINK.slows(Duration.ofMillis(150));
        }
    }

    private static void heal(Fault fault) {
        switch (fault) {
            case CRASH -> POSTGRES.start();
            case HANG -> POSTGRES.resume();
            case ERROR -> inventory.sql("alter table reservations_elsewhere rename to reservations");
            case SLOW -> LINK.heals();
        }
    }

    private static void recovers(UUID order) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                inventory.reserve(order, item("BW-LAMP", 1)).status())
                        .isEqualTo(200));
    }
}
