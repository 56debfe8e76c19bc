package dev.breakwater.inventory;

import static dev.breakwater.inventory.RunningInventory.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.inventory.FakeWarehouses.Fault;
import dev.breakwater.inventory.RunningInventory.Answer;
import dev.breakwater.localstack.KafkaBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The warehouses break, one or all, over real sockets; PostgreSQL and Kafka are real and stay. */
class WarehouseOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] ALL = FakeWarehouses.IDS.toArray(String[]::new);

    private static KafkaBroker kafka;
    private static RunningInventory inventory;
    private static FakeWarehouses warehouses;
    private static KafkaConsumer<String, String> consumer;
    private static final List<ConsumerRecord<String, String>> received = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        kafka = Backing.kafkaWith();
        inventory = RunningInventory.start(
                "warehouses", kafka.bootstrapServers(), "--breakwater.counting.round=10s", "--breakwater.speed=60");
        warehouses = inventory.warehouses();
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("group.id", "test-warehouses");
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        properties.put("metadata.max.age.ms", "500");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("inventory.outcomes", "inventory.backorders"));
    }

    @AfterAll
    static void stop() throws IOException {
        consumer.close();
        inventory.close();
    }

    @BeforeEach
    void fillTheShelves() {
        warehouses.works();
        await().atMost(PATIENCE)
                .until(() -> inventory.number("select count(*) from allocations where state in"
                                + " ('ESTIMATED', 'RELEASING', 'ASKED')")
                        == 0);
        await().atMost(PATIENCE).until(() -> {
            for (String id : ALL) {
                if (!state("warehouse-" + id).equals("CLOSED")) {
                    return false;
                }
            }
            return true;
        });
        inventory.stock(0);
        shelves(1_000);
    }

    /** What is broken answers as its kind of fault does, and no order waits for it for ever or is lost by it. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANGS", "CRASHES"})
    void whileOneWarehouseIsBrokenTheOthersGive(Fault fault) throws Exception {
        warehouses.breaks(fault, "north");
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID order = UUID.randomUUID();
            orders.add(order);
            Answer answer = inventory.reserve(order, item("BW-LAMP", 1));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().get("basis").asText()).isEqualTo("REAL_TIME");
        }
        assertThat(state("warehouse-south")).isEqualTo("CLOSED");
        assertThat(state("warehouse-east")).isEqualTo("CLOSED");
        warehouses.works();
        agree();
        for (UUID order : orders) {
            assertThat(warehouses.holders(order))
                    .as("order %s", order)
                    .hasSize(1)
                    .doesNotContain("north");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"north", "south", "east"})
    void theBreakerOfABrokenWarehouseOpensAndClosesWithoutARestart(String broken) throws Exception {
        warehouses.breaks(Fault.ERROR, broken);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            assertThat(inventory.reserve(UUID.randomUUID(), item("BW-ROPE", 1)).status())
                    .isEqualTo(200);
            return state("warehouse-" + broken).equals("OPEN");
        });
        long before = warehouses.calls("PUT " + broken);
        for (int i = 0; i < 6; i++) {
            inventory.reserve(UUID.randomUUID(), item("BW-ROPE", 1));
        }
        // One probe may have come; six calls have not.
        assertThat(warehouses.calls("PUT " + broken) - before).isLessThan(3);
        warehouses.works();
        await().atMost(PATIENCE).until(() -> state("warehouse-" + broken).equals("CLOSED"));
        agree();
    }

    /** Whoever asked may have given up waiting and charged: it is for want of stock alone that an order becomes a back order. */
    @Test
    void aBookThatFailsForAMomentMakesNoBackOrderOfWhatAnEstimatePromises() throws Exception {
        warehouses.breaks(Fault.CRASHES, ALL);
        UUID order = UUID.randomUUID();
        inventory.sql("create function fail() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '40001'; end $$");
        inventory.sql("create trigger no_promise before update on allocations for each row"
                + " when (new.state = 'ESTIMATED') execute function fail()");
        try {
            assertThat(inventory.reserve(order, item("BW-LAMP", 1)).status()).isEqualTo(503);
        } finally {
            inventory.sql("drop function fail cascade");
        }
        // somebody else may be finishing it
        await().atMost(PATIENCE)
                .until(() -> inventory.reserve(order, item("BW-LAMP", 1)).status() == 200);
        assertThat(inventory.number(
                        "select count(*) from reservations where state = 'RESERVED' and order_id = '" + order + "'"))
                .isOne();
        warehouses.works();
        agree();
    }

    @Test
    void slowWarehousesAreAskedAndSlowAnswersCount() throws Exception {
        warehouses.breaks(Fault.SLOW, ALL);
        Answer answer = inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("basis").asText()).isEqualTo("REAL_TIME");
        warehouses.works();
        agree();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANGS_AFTER", "ERROR", "CRASHES"})
    void whileAllAreBrokenTheOrderIsPromisedAndKeptWhenTheyAreBack(Fault fault) throws Exception {
        warehouses.breaks(fault, ALL);
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID order = UUID.randomUUID();
            orders.add(order);
            Answer answer = inventory.reserve(order, item("BW-BELL", 2));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.body().get("basis").asText()).isEqualTo("ESTIMATED");
            assertThat(answer.response().headers().firstValue("X-Degraded"))
                    .hasValueSatisfying(degraded -> assertThat(degraded).contains("=estimatedStock"));
        }
        // Asked again, it says the same, and still that it is an estimate.
        Answer again = inventory.reserve(orders.get(0), item("BW-BELL", 2));
        assertThat(again.body().get("basis").asText()).isEqualTo("ESTIMATED");
        assertThat(again.response().headers().firstValue("X-Degraded")).isPresent();
        warehouses.works();
        for (UUID order : orders) {
            assertThat(outcomes(order, 1)).as("order %s", order).containsExactly("RESERVED");
        }
        agree();
        for (UUID order : orders) {
            assertThat(warehouses.holders(order)).as("order %s", order).hasSize(1);
        }
        assertThat(inventory
                        .reserve(orders.get(0), item("BW-BELL", 2))
                        .body()
                        .get("basis")
                        .asText())
                .isEqualTo("REAL_TIME");
    }

    @Test
    void whatNobodyCanPromiseIsBackOrdered() throws Exception {
        warehouses.stop();
        UUID order = UUID.randomUUID();
        try {
            inventory.book("north", "BW-CHART", 1);
            inventory.book("south", "BW-CHART", 1);
            inventory.book("east", "BW-CHART", 1);
            Answer answer = inventory.reserve(order, item("BW-CHART", 2));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
            assertThat(answer.body().get("state").asText()).isEqualTo("BACKORDERED");
            assertThat(outcomes(order, 1)).containsExactly("BACKORDERED");
        } finally {
            warehouses.restart();
        }
        await().atMost(PATIENCE).until(() -> {
            poll();
            return received.stream()
                    .anyMatch(message -> message.topic().equals("inventory.backorders")
                            && order.toString().equals(message.key()));
        });
        assertThat(inventory.number("select count(*) from reservation_lines where order_id = '" + order + "'"))
                .isZero();
    }

    @Test
    void whatWasPromisedAndIsNowhereIsAnOversellAndToldOnce() throws Exception {
        UUID elsewhere = UUID.randomUUID();
        UUID nowhere = UUID.randomUUID();
        // refused connections: a warehouse that may have got the order's wish is not asked for another one
        warehouses.stop();
        try {
            inventory.reserve(elsewhere, item("BW-ANCHOR", 3));
            inventory.reserve(nowhere, item("BW-ANCHOR", 3));
            for (String id : ALL) {
                warehouses.stock(id, "BW-ANCHOR", id.equals("east") ? 5 : 0);
            }
        } finally {
            warehouses.restart();
        }
        List<String> told = new ArrayList<>(outcomes(elsewhere, 1));
        told.addAll(outcomes(nowhere, 1));
        assertThat(told).containsExactlyInAnyOrder("RESERVED", "BACKORDERED");
        Answer oversells = inventory.get("/internal/oversells");
        assertThat(oversells.body().get("oversells")).hasSize(1);
        assertThat(inventory.number("select count(*) from stock_corrections where sku = 'BW-ANCHOR'"))
                .isPositive();
        agree();
    }

    @Test
    void aReleaseReachesAWarehouseThatWasAway() throws Exception {
        UUID order = UUID.randomUUID();
        inventory.reserve(order, item("BW-LAMP", 4));
        String holder = warehouses.holders(order).get(0);
        warehouses.breaks(Fault.ERROR, ALL);
        assertThat(inventory.release(order).status()).isEqualTo(204);
        assertThat(warehouses.holders(order)).containsExactly(holder);
        warehouses.works();
        await().atMost(PATIENCE).until(() -> warehouses.hasReleased(holder, order));
        assertThat(inventory.reserve(order, item("BW-LAMP", 4)).status()).isEqualTo(409);
        agree();
    }

    @Test
    void anAwayWarehouseHoldsUpOnlyItsOwnMessages() throws Exception {
        warehouses.breaks(Fault.ERROR, ALL);
        Map<UUID, String> owed = new HashMap<>();
        while (owed.values().stream().distinct().count() < 3) {
            UUID order = UUID.randomUUID();
            inventory.reserve(order, item("BW-LAMP", 1));
            owed.put(order, promisedBy(order));
        }
        warehouses.breaks(Fault.NONE, "south", "east");
        for (Map.Entry<UUID, String> order : owed.entrySet()) {
            if (!order.getValue().equals("north")) {
                assertThat(outcomes(order.getKey(), 1)).containsExactly("RESERVED");
            }
        }
        assertThat(inventory.number(
                        "select count(*) from allocations where state = 'ESTIMATED' and warehouse = 'north'"))
                .isPositive();
        warehouses.works();
        agree();
    }

    @Test
    void aStockThatIsNotCountedSaysThatItIsEstimated() throws Exception {
        await().atMost(PATIENCE).until(() -> basis().equals("REAL_TIME"));
        warehouses.breaks(Fault.ERROR, "east");
        await().atMost(PATIENCE).until(() -> basis().equals("ESTIMATED"));
        warehouses.works();
        await().atMost(PATIENCE).until(() -> basis().equals("REAL_TIME"));
    }

    @Test
    void theTopicHasAPartitionForEachWarehouseAndKeepsSevenDays() throws Exception {
        warehouses.breaks(Fault.ERROR, ALL);
        inventory.reserve(UUID.randomUUID(), item("BW-LAMP", 1));
        warehouses.works();
        agree();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topics = admin.describeTopics(List.of("warehouse.allocations"))
                    .allTopicNames()
                    .get()
                    .values();
            assertThat(topics)
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "warehouse.allocations");
            assertThat(admin.describeConfigs(List.of(resource)).all().get().values())
                    .singleElement()
                    .satisfies(config -> assertThat(config.get("retention.ms").value())
                            .isEqualTo(String.valueOf(Duration.ofDays(7).toMillis())));
        }
    }

    private static void shelves(long pieces) {
        for (String id : ALL) {
            RunningInventory.PRODUCTS.forEach(sku -> inventory.shelf(id, sku, pieces));
        }
    }

    /** In the end the book says what the warehouses say, of everything. */
    private static void agree() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String id : ALL) {
                for (String sku : RunningInventory.PRODUCTS) {
                    assertThat(inventory.number("select reserved from stock where warehouse = '" + id + "' and sku = '"
                                    + sku + "'"))
                            .as("%s reserved at %s", sku, id)
                            .isEqualTo(warehouses.held(id, sku));
                    assertThat(inventory.available(id, sku))
                            .as("%s available at %s", sku, id)
                            .isEqualTo(warehouses.available(id, sku));
                }
            }
        });
    }

    private static String promisedBy(UUID order) {
        return FakeWarehouses.IDS.stream()
                .filter(id ->
                        inventory.number("select count(*) from allocations where state = 'ESTIMATED' and warehouse"
                                        + " = '" + id + "' and order_id = '" + order + "'")
                                == 1)
                .findFirst()
                .orElse("nobody");
    }

    private static String state(String breaker) throws IOException, InterruptedException {
        return inventory.breaker(breaker).get("state").asText();
    }

    private static String basis() throws IOException, InterruptedException {
        return inventory
                .get("/internal/stock")
                .body()
                .get("stock")
                .get(0)
                .get("basis")
                .asText();
    }

    /** Every outcome of the order that a reader of committed messages sees, duplicates included; waits for this many. */
    private static List<String> outcomes(UUID order, int atLeast) {
        await().atMost(PATIENCE).until(() -> {
            poll();
            return told(order).size() >= atLeast;
        });
        return told(order);
    }

    private static List<String> told(UUID order) {
        return received.stream()
                .filter(message -> message.topic().equals("inventory.outcomes"))
                .filter(message -> order.toString().equals(message.key()))
                .map(message ->
                        RunningInventory.json(message.value()).get("outcome").asText())
                .toList();
    }

    private static void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(received::add);
    }
}
