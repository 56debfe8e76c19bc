package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What the shop is told, on a real Kafka. */
class OutcomesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void outcomesAreAnnouncedOnceEachUnderTheOrdersKeyHoweverLateKafkaIs() {
        try (Workspace workspace = Workspace.create(Path.of("target", "stacks"), "outcomes-kafka");
                KafkaBroker kafka = KafkaBroker.start(workspace, "kafka");
                PaymentSystem system = new PaymentSystem(
                        "outcomes",
                        "KAFKA_BOOTSTRAP_SERVERS=" + kafka.bootstrapServers(),
                        "breakwater.outbox.poll=500ms")) {
            kafka.suspend();
            UUID charged = UUID.randomUUID();
            UUID declined = UUID.randomUUID();
            UUID reviewed = UUID.randomUUID();
            assertThat(system.api.charge(charged).text("status")).isEqualTo("CHARGED"); // Kafka holds nobody up
            assertThat(system.api
                            .charge(declined, system.api.body(500, "pm_card_chargeDeclined"))
                            .text("status"))
                    .isEqualTo("DECLINED");
            system.api.review(reviewed);
            kafka.resume();
            await().atMost(SOON).until(() -> system.surroundings.rows("outbox") == 0);

            Map<String, JsonNode> told = read(kafka, 3);
            assertThat(told).hasSize(3);
            assertThat(text(told, charged, "status")).isEqualTo("CHARGED");
            assertThat(text(told, declined, "status")).isEqualTo("DECLINED");
            assertThat(text(told, declined, "declineCode")).isEqualTo("generic_decline");
            assertThat(text(told, reviewed, "status")).isEqualTo("IN_REVIEW");
            assertThat(told).allSatisfy((key, message) -> {
                assertThat(message.path("orderId").asText()).isEqualTo(key);
                assertThat(UUID.fromString(message.path("messageId").asText())).isNotNull();
                assertThat(message.path("occurredAt").asText()).contains("T");
            });
        }
    }

    private static String text(Map<String, JsonNode> told, UUID order, String field) {
        return told.getOrDefault(order.toString(), MissingNode.getInstance())
                .path(field)
                .asText();
    }

    private static Map<String, JsonNode> read(KafkaBroker kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "test", "auto.offset.reset", "earliest");
        Map<String, JsonNode> told = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("payment.outcomes"));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(entry -> told.merge(entry.key(), json(entry.value()), (first, again) -> {
                            throw new AssertionError("announced twice: " + again);
                        }));
                return told.size() >= count;
            });
        }
        return told;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
