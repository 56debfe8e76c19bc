package dev.breakwater.inventory;

import static dev.breakwater.inventory.RunningInventory.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.inventory.RunningInventory.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP, against a real PostgreSQL. Kafka is away all the time, and nobody here notices. */
class ReservationsTest {

    private static final String NO_KAFKA = "127.0.0.1:1";

    private static RunningInventory inventory;

    @BeforeAll
    static void start() throws IOException {
        inventory = RunningInventory.start("reservations", NO_KAFKA);
    }

    @AfterAll
    static void stop() throws IOException {
        inventory.close();
    }

    @BeforeEach
    void fillTheShelves() {
        inventory.stock(100);
    }

    @Test
    void holdsAllItemsOfAnOrder() throws Exception {
        UUID order = UUID.randomUUID();
        Answer answer = inventory.reserve(order, item("BW-ROPE", 3) + "," + item("BW-LAMP", 2));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString())
                .isEqualTo("{\"orderId\":\"" + order + "\",\"state\":\"RESERVED\",\"basis\":\"REAL_TIME\"}");
        assertThat(inventory.available("BW-ROPE")).isEqualTo(97);
        assertThat(inventory.available("BW-LAMP")).isEqualTo(98);
        assertThat(inventory
                        .get("/internal/stock/BW-ROPE")
                        .body()
                        .get("available")
                        .asLong())
                .isEqualTo(97);
    }

    @Test
    void holdsTheSameItemsOnceHoweverOftenAsked() throws Exception {
        UUID order = UUID.randomUUID();
        inventory.reserve(order, item("BW-ROPE", 3) + "," + item("BW-LAMP", 2));
        Answer again = inventory.reserve(order, item("BW-LAMP", 2) + "," + item("BW-ROPE", 3));
        assertThat(again.status()).isEqualTo(200);
        assertThat(inventory.available("BW-ROPE")).isEqualTo(97);
    }

    @Test
    void otherItemsForTheSameOrderConflict() throws Exception {
        UUID order = UUID.randomUUID();
        inventory.reserve(order, item("BW-LAMP", 2));
        for (String other :
                List.of(item("BW-LAMP", 3), item("BW-ROPE", 2), item("BW-LAMP", 2) + "," + item("BW-ROPE", 1))) {
            problem(inventory.reserve(order, other), 409, "reservation-conflict");
        }
        assertThat(inventory.available("BW-LAMP")).isEqualTo(98);
        assertThat(inventory.available("BW-ROPE")).isEqualTo(100);
    }

    @Test
    void holdsNothingIfOneItemIsShort() throws Exception {
        inventory.reserve(UUID.randomUUID(), item("BW-ROPE", 99));
        UUID order = UUID.randomUUID();
        Answer answer = inventory.reserve(order, item("BW-LAMP", 2) + "," + item("BW-ROPE", 2));
        problem(answer, 409, "insufficient-stock");
        assertThat(answer.body().get("sku").asText()).isEqualTo("BW-ROPE");
        assertThat(answer.body().get("available").asLong()).isEqualTo(1);
        assertThat(inventory.available("BW-LAMP")).isEqualTo(100);
        assertThat(inventory.number("select count(*) from reservations where order_id = '" + order + "'"))
                .isZero();
    }

    @Test
    void takesAnOrderFromOneWarehouseThatHasAllOfIt() throws Exception {
        inventory.shelf("south", "BW-LAMP", 20);
        inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 95));
        UUID order = UUID.randomUUID();
        assertThat(inventory.reserve(order, item("BW-LAMP", 15)).status()).isEqualTo(200);
        assertThat(inventory.warehouses().holders(order)).containsExactly("south");
        assertThat(inventory.available("BW-LAMP")).isEqualTo(10);
        problem(inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 10)), 409, "insufficient-stock");
        inventory.release(order);
        assertThat(inventory.available("south", "BW-LAMP")).isEqualTo(20);
        assertThat(inventory.warehouses().available("south", "BW-LAMP")).isEqualTo(20);
        assertThat(inventory.available("north", "BW-LAMP")).isEqualTo(5);
    }

    @Test
    void givesStockBackOnceHoweverOftenAsked() throws Exception {
        UUID order = UUID.randomUUID();
        inventory.reserve(order, item("BW-BELL", 5));
        assertThat(inventory.release(order).status()).isEqualTo(204);
        assertThat(inventory.release(order).status()).isEqualTo(204);
        assertThat(inventory.available("BW-BELL")).isEqualTo(100);
    }

    @Test
    void aReleaseThatComesFirstKeepsTheLateReservationOut() throws Exception {
        UUID order = UUID.randomUUID();
        assertThat(inventory.release(order).status()).isEqualTo(204);
        Answer late = inventory.reserve(order, item("BW-BELL", 5));
        problem(late, 409, "reservation-conflict");
        assertThat(late.body().get("state").asText()).isEqualTo("RELEASED");
        assertThat(inventory.available("BW-BELL")).isEqualTo(100);
    }

    @Test
    void thirtyTwoThreadsNeverSellMoreThanThereIs() throws Exception {
        inventory.stock(40);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            // Half of them name the products the other way round: without an order of locking they would deadlock.
            String items = i % 2 == 0
                    ? item("BW-LAMP", 1) + "," + item("BW-ROPE", 2)
                    : item("BW-ROPE", 2) + "," + item("BW-LAMP", 1);
            answers.add(threads.submit(() -> untilDecided(items)));
        }
        int reserved = 0;
        int refused = 0;
        for (Future<Integer> answer : answers) {
            reserved += answer.get() == 200 ? 1 : 0;
            refused += answer.get() == 409 ? 1 : 0;
        }
        threads.shutdown();
        assertThat(reserved).isEqualTo(20);
        assertThat(refused).isEqualTo(12);
        // A count in the midst of it subtracts what it may have seen already; the next one knows better, and this asks
        // for it.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(inventory.reserve(UUID.randomUUID(), item("BW-ROPE", 1)).status())
                    .isEqualTo(409);
            assertThat(inventory.available("BW-ROPE")).isZero();
            assertThat(inventory.available("BW-LAMP")).isEqualTo(20);
            assertThat(inventory.productsOffBalance(40)).isZero();
        });
    }

    @Test
    void theSameOrderAskedByManyAtOnceIsHeldOnce() throws Exception {
        UUID order = UUID.randomUUID();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(
                    () -> inventory.reserve(order, item("BW-LAMP", 7)).status()));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 503);
        }
        threads.shutdown();
        assertThat(inventory.reserve(order, item("BW-LAMP", 7)).status()).isEqualTo(200);
        assertThat(inventory.available("BW-LAMP")).isEqualTo(93);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stockAndReservationsAddUpAfterAnySequence(long seed) throws Exception {
        Random random = new Random(seed);
        List<UUID> orders = new ArrayList<>();
        Map<UUID, String> held = new HashMap<>();
        Map<UUID, Integer> lamps = new HashMap<>();
        List<UUID> released = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            orders.add(UUID.randomUUID());
        }
        for (int step = 0; step < 120; step++) {
            UUID order = orders.get(random.nextInt(orders.size()));
            if (random.nextInt(3) == 0) {
                assertThat(inventory.release(order).status()).isEqualTo(204);
                released.add(order);
                held.remove(order);
                lamps.remove(order);
                continue;
            }
            int pieces = 1 + random.nextInt(40);
            String items = item("BW-LAMP", pieces);
            int free = 100 - lamps.values().stream().mapToInt(Integer::intValue).sum();
            boolean conflict = released.contains(order) || (held.containsKey(order) && !items.equals(held.get(order)));
            int expected = conflict || (!held.containsKey(order) && pieces > free) ? 409 : 200;
            assertThat(inventory.reserve(order, items).status())
                    .as("step %d of seed %d", step, seed)
                    .isEqualTo(expected);
            if (expected == 200) {
                held.put(order, items);
                lamps.put(order, pieces);
            }
        }
        assertThat(inventory.productsOffBalance(100)).isZero();
        assertThat(inventory.available("BW-LAMP"))
                .isEqualTo(100
                        - lamps.values().stream().mapToInt(Integer::intValue).sum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":-1}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":0}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":101}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":99999999999999999999}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":\"1\"}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\"}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":1,\"gift\":true}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-NOPE\",\"quantity\":1}]}|invalid-request",
                "{\"items\":[{\"sku\":\"' or 1=1\",\"quantity\":1}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":1},{\"sku\":\"BW-LAMP\",\"quantity\":1}]}|invalid-request",
                "{\"items\":[{\"sku\":\"BW-LAMP\",\"quantity\":1},{\"sku\":\"BW-NOPE\",\"quantity\":1}]}|invalid-request",
                "{\"items\":[null]}|invalid-request",
                "{\"items\":[]}|invalid-request",
                "{}|invalid-request",
                "{\"items\":|malformed-request",
                "[]|malformed-request",
            })
    void badItemsAreRefusedAndNothingIsWritten(String body, String type) throws Exception {
        Answer answer = inventory.put("/internal/reservations/" + UUID.randomUUID(), body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/" + type);
        assertNothingWritten();
    }

    @Test
    void anOrderIdMustBeAUuid() throws Exception {
        problem(inventory.put("/internal/reservations/7", "{\"items\":[]}"), 400, "invalid-request");
        assertNothingWritten();
    }

    @Test
    void withoutTheInternalTokenNothingIsAnswered() throws Exception {
        String path = "/internal/reservations/" + UUID.randomUUID();
        for (String authorization : List.of("", "Bearer wrong", "Basic " + RunningInventory.TOKEN)) {
            HttpRequest.Builder request = inventory
                    .request(path)
                    .setHeader("Authorization", authorization)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"items\":[" + item("BW-LAMP", 1) + "]}"));
            problem(inventory.send(request), 401, "unauthenticated");
        }
        assertNothingWritten();
    }

    @Test
    void aProductThatNobodyKeepsIsNotFound() throws Exception {
        problem(inventory.get("/internal/stock/BW-NOPE"), 404, "not-found");
    }

    private static int untilDecided(String items) throws IOException, InterruptedException {
        UUID order = UUID.randomUUID();
        Answer answer = inventory.reserve(order, items);
        while (answer.status() == 503) { // more callers than the concurrency limit: told to come back
            answer = inventory.reserve(order, items);
        }
        return answer.status();
    }

    private static void assertNothingWritten() {
        assertThat(inventory.number("select count(*) from reservations")).isZero();
        assertThat(inventory.productsOffBalance(100)).isZero();
    }

    private static void problem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
        assertThat(answer.body().get("type").asText()).isEqualTo("/problems/" + type);
    }
}
