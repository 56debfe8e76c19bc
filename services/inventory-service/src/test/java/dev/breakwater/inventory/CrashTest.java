package dev.breakwater.inventory;

import static dev.breakwater.inventory.RunningInventory.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.breakwater.inventory.FakeWarehouses.Fault;
import dev.breakwater.localstack.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SIGKILL, to the service and to Kafka, at moments that nobody chose, while orders come in two ways and warehouses come and go. */
class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLS = 2;

    private static KafkaBroker kafka;
    private static FakeWarehouses warehouses;
    private static InventoryProcess service;
    private static HikariDataSource database;
    private static JdbcClient jdbc;
    private static KafkaProducer<String, String> producer;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        kafka = Backing.kafkaWith(new NewTopic("inventory.commands", 3, (short) 1));
        warehouses = new FakeWarehouses();
        for (String id : FakeWarehouses.IDS) {
            RunningInventory.PRODUCTS.forEach(sku -> warehouses.stock(id, sku, 1_000_000));
        }
        service = new InventoryProcess(
                Backing.WORKSPACE, RunningInventory.arguments("crash", kafka.bootstrapServers(), warehouses.url()));
        service.start();
        database = Backing.database("crash");
        jdbc = JdbcClient.create(database);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stop() throws IOException {
        producer.close(Duration.ZERO);
        warehouses.close();
        service.close();
        database.close();
    }

    @Test
    void everyOrderIsHeldOnceAndToldOnceWhateverIsKilled() throws Exception {
        Random random = new Random(7);
        List<UUID> byHttp = new ArrayList<>();
        List<UUID> byMessage = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            warehouses.breaks(round == 1 ? Fault.HANGS_AFTER : Fault.ERROR, "north", "south", "east");
            place(byHttp, byMessage, 8);
            if (round == 1) {
                warehouses.works();
            } else {
                warehouses.breaks(Fault.NONE, "north", "east");
            }
            place(byHttp, byMessage, 4);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
            service.kill();
            if (round == 0) {
                kafka.kill();
                kafka.start();
            }
            service.start();
            warehouses.works();
        }
        // Whoever got no answer asks again, as order-service does.
        for (UUID order : byHttp) {
            await().atMost(PATIENCE).until(() -> reserve(order) == 200);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number(
                                "select count(*) from allocations where state in ('ASKED', 'ESTIMATED', 'RELEASING')"))
                        .isZero());
        List<UUID> all = new ArrayList<>(byHttp);
        all.addAll(byMessage);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number("select count(*) from reservations where state = 'RESERVED'"))
                        .isEqualTo(all.size()));
        for (UUID order : all) {
            assertThat(warehouses.holders(order)).as("order %s", order).hasSize(1);
            assertThat(number("select sum(quantity) from reservation_lines where order_id = '" + order + "'"))
                    .as("order %s", order)
                    .isEqualTo(2);
        }
        for (String id : FakeWarehouses.IDS) {
            assertThat(number("select reserved from stock where sku = 'BW-LAMP' and warehouse = '" + id + "'"))
                    .isEqualTo(warehouses.held(id, "BW-LAMP"));
        }
        Map<String, Integer> told = outcomes(byMessage);
        for (UUID order : byMessage) {
            assertThat(told.getOrDefault(order + " RESERVED", 0))
                    .as("order %s", order)
                    .isEqualTo(1);
        }
        assertThat(told.values()).as("outcomes of an order: %s", told).allMatch(times -> times == 1);
        assertThat(told.keySet()).allMatch(outcome -> outcome.endsWith(" RESERVED"));
    }

    private static void place(List<UUID> byHttp, List<UUID> byMessage, int each) throws Exception {
        for (int i = 0; i < each; i++) {
            UUID order = UUID.randomUUID();
            byMessage.add(order);
            producer.send(new ProducerRecord<>(
                            "inventory.commands",
                            order.toString(),
                            "{\"messageId\":\"" + UUID.randomUUID() + "\",\"type\":\"RESERVE\",\"orderId\":\"" + order
                                    + "\",\"items\":[" + item("BW-LAMP", 2) + "]}"))
                    .get();
            UUID asked = UUID.randomUUID();
            byHttp.add(asked);
            int status = reserve(asked);
            assertThat(status).isIn(200, 503, 504);
        }
    }

    private static int reserve(UUID order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/internal/reservations/" + order))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + RunningInventory.TOKEN)
                .header("Content-Type", "application/json")
                .header("X-Request-Timeout-Ms", "2000")
                .PUT(BodyPublishers.ofString("{\"items\":[" + item("BW-LAMP", 2) + "]}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** How often a reader of committed messages is told each outcome of each order; waits for these orders' and for the end. */
    private static Map<String, Integer> outcomes(List<UUID> awaited) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("group.id", "test-crash");
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        Map<String, Integer> told = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("inventory.outcomes"));
            int[] quiet = {0};
            await().atMost(PATIENCE).until(() -> {
                var messages = consumer.poll(Duration.ofMillis(200));
                messages.forEach(message -> told.merge(
                        message.key() + " "
                                + RunningInventory.json(message.value())
                                        .get("outcome")
                                        .asText(),
                        1,
                        Integer::sum));
                quiet[0] = messages.isEmpty() ? quiet[0] + 1 : 0;
                return quiet[0] > 5 && awaited.stream().allMatch(order -> told.containsKey(order + " RESERVED"));
            });
        }
        return told;
    }

    private static long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
