package dev.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real Kafka, on one partition, so that whatever blocks it blocks every test. */
class CommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final PostgresServer POSTGRES = Backing.postgres();

    private static RunningInventory inventory;
    private static KafkaProducer<String, String> producer;
    private static KafkaConsumer<String, String> consumer;
    private static final List<ConsumerRecord<String, String>> received = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        KafkaBroker kafka = Backing.kafkaWith(new NewTopic("inventory.commands", 1, (short) 1));
        inventory = RunningInventory.start("commands", kafka.bootstrapServers());
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        properties.put("group.id", "test-commands");
        properties.put("auto.offset.reset", "earliest");
        properties.put("metadata.max.age.ms", "500"); // the first outcome creates its topic
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("inventory.outcomes", "inventory.commands.dead"));
    }

    @AfterAll
    static void stop() throws IOException {
        producer.close();
        consumer.close();
        inventory.close();
    }

    @BeforeEach
    void fillTheShelves() {
        inventory.stock(100);
    }

    @Test
    void aReservationIsHeldAndItsOutcomeTold() throws Exception {
        UUID order = UUID.randomUUID();
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 3));
        assertThat(outcomes(order, 1)).containsExactly("RESERVED");
        assertThat(inventory.available("BW-LAMP")).isEqualTo(97);
    }

    @Test
    void aCommandDeliveredAgainTakesEffectOnce() throws Exception {
        UUID order = UUID.randomUUID();
        UUID message = UUID.randomUUID();
        send(order, command("RESERVE", message, order, "BW-LAMP", 3));
        send(order, command("RELEASE", UUID.randomUUID(), order, "BW-LAMP", 3));
        send(order, command("RESERVE", message, order, "BW-LAMP", 3));
        UUID last = marker();
        outcomes(last, 1);
        assertThat(outcomes(order, 2)).containsExactly("RESERVED", "RELEASED");
        assertThat(inventory.available("BW-LAMP")).isEqualTo(100 - 1);
    }

    @Test
    void aReleaseThatOvertakesItsReservationKeepsItOut() throws Exception {
        UUID order = UUID.randomUUID();
        send(order, command("RELEASE", UUID.randomUUID(), order, "BW-LAMP", 3));
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 3));
        assertThat(outcomes(order, 2)).containsExactly("RELEASED", "RELEASED");
        assertThat(inventory.available("BW-LAMP")).isEqualTo(100);
    }

    @Test
    void whatIsNotThereIsToldWithItsProduct() throws Exception {
        UUID order = UUID.randomUUID();
        inventory.stock(2);
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 3));
        assertThat(outcomes(order, 1)).containsExactly("INSUFFICIENT");
        assertThat(json(record("inventory.outcomes", order)).get("sku").asText())
                .isEqualTo("BW-LAMP");
        inventory.stock(100);
    }

    @Test
    void whatMakesNoSenseIsSetAsideAndBlocksNobody() throws Exception {
        UUID order = UUID.randomUUID();
        List<String> nonsense = List.of(
                "{",
                "",
                "null",
                "[]",
                "\"RESERVE\"",
                "{\"type\":\"RESERVE\"}",
                command("EXPLODE", UUID.randomUUID(), order, "BW-LAMP", 3),
                command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", -3),
                command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 1_000_000),
                "{\"messageId\":\"" + order + "\",\"type\":\"RESERVE\",\"orderId\":\"" + order + "\"}",
                "x".repeat(200_000));
        for (String value : nonsense) {
            send(order, value);
        }
        producer.send(new ProducerRecord<>("inventory.commands", order.toString(), null))
                .get();
        UUID last = marker();
        assertThat(outcomes(last, 1)).containsExactly("RESERVED");
        await().atMost(PATIENCE).until(() -> dead(order).size() >= nonsense.size() + 1);
        assertThat(dead(order)).hasSize(nonsense.size() + 1).allSatisfy(record -> {
            Header reason = record.headers().lastHeader("breakwater-reason");
            assertThat(new String(reason.value(), StandardCharsets.UTF_8)).isNotBlank();
        });
        assertThat(inventory.number("select count(*) from reservations where order_id = '" + order + "'"))
                .isZero();
    }

    @Test
    void deadLettersAreCountedBeforeThereIsOne() {
        assertThat(inventory.count("warehouse.allocations.dead")).isZero();
        assertThat(inventory.count("inventory.commands.dead")).isNotNegative(); // other tests send nonsense
    }

    @Test
    void otherItemsForAnOrderAreSetAsideAndLeaveNothingBehind() throws Exception {
        UUID order = UUID.randomUUID();
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 3));
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 4));
        await().atMost(PATIENCE).until(() -> dead(order).size() == 1);
        assertThat(outcomes(order, 1)).containsExactly("RESERVED");
        assertThat(inventory.number("select count(*) from handled_commands where order_id = '" + order + "'"))
                .isEqualTo(1);
    }

    @Test
    void aDatabaseKilledInTheMiddleLosesAndRepeatsNothing() throws Exception {
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID order = UUID.randomUUID();
            orders.add(order);
            send(order, command("RESERVE", UUID.randomUUID(), order, "BW-ROPE", 1));
            if (i == 20) {
                outcomes(orders.get(0), 1); // it is in the middle of its work
                POSTGRES.kill();
            }
        }
        POSTGRES.start();
        await().atMost(PATIENCE).until(() -> {
            poll();
            return orders.stream().noneMatch(order -> told(order).isEmpty());
        });
        for (UUID order : orders) {
            assertThat(told(order)).as("order %s", order).containsOnly("RESERVED");
        }
        assertThat(inventory.available("BW-ROPE")).isEqualTo(40);
        assertThat(inventory.number("select count(*) from handled_commands where order_id in (select order_id from"
                        + " reservation_lines where sku = 'BW-ROPE')"))
                .isEqualTo(60);
        assertThat(dead(orders.get(30))).isEmpty();
    }

    private static UUID marker() throws ExecutionException, InterruptedException {
        UUID order = UUID.randomUUID();
        send(order, command("RESERVE", UUID.randomUUID(), order, "BW-LAMP", 1));
        return order;
    }

    private static void send(UUID order, String value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>("inventory.commands", order.toString(), value))
                .get();
    }

    private static String command(String type, UUID message, UUID order, String sku, int quantity) {
        return "{\"messageId\":\"" + message + "\",\"type\":\"" + type + "\",\"orderId\":\"" + order + "\",\"items\":["
                + RunningInventory.item(sku, quantity) + "]}";
    }

    /** The outcomes told of an order, each message once, in the order in which they were told; waits for this many. */
    private static List<String> outcomes(UUID order, int atLeast) {
        await().atMost(PATIENCE).until(() -> {
            poll();
            return told(order).size() >= atLeast;
        });
        poll(); // for more than that
        return told(order);
    }

    private static List<String> told(UUID order) {
        Map<String, String> outcomeOfMessage = new LinkedHashMap<>();
        for (ConsumerRecord<String, String> record : received) {
            if (record.topic().equals("inventory.outcomes") && record.key().equals(order.toString())) {
                JsonNode outcome = json(record);
                outcomeOfMessage.putIfAbsent(
                        outcome.get("messageId").asText(),
                        outcome.get("outcome").asText());
            }
        }
        return List.copyOf(outcomeOfMessage.values());
    }

    private static List<ConsumerRecord<String, String>> dead(UUID order) {
        poll();
        return received.stream()
                .filter(record -> record.topic().equals("inventory.commands.dead"))
                .filter(record -> order.toString().equals(record.key()))
                .toList();
    }

    private static ConsumerRecord<String, String> record(String topic, UUID order) {
        return received.stream()
                .filter(record ->
                        record.topic().equals(topic) && order.toString().equals(record.key()))
                .findFirst()
                .orElseThrow();
    }

    private static void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(received::add);
    }

    private static JsonNode json(ConsumerRecord<String, String> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
