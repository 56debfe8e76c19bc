package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Reads what order-service published. */
final class Messages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    private Messages() {}

    /**
     * Waits until the types of the order's stock commands are these, in this sequence. The same command may have come twice: who publishes it again
     * after a broker's death cannot know that it had come.
     */
    static List<JsonNode> stockCommands(Shop shop, String orderId, String... types) {
        List<JsonNode> commands = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            commands.clear();
            for (ConsumerRecord<String, String> entry : topic(shop, "inventory.commands")) {
                if (orderId.equals(entry.key())) {
                    commands.add(json(entry.value()));
                }
            }
            assertThat(commands.stream().distinct())
                    .extracting(command -> command.get("type").asText())
                    .containsExactly(types);
        });
        return commands;
    }

    /** Everything in the topic. */
    static List<ConsumerRecord<String, String>> topic(Shop shop, String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        KafkaConsumer<String, String> consumer = shop.reader;
        synchronized (consumer) {
            Set<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(all::add);
            }
        }
        return all;
    }

    /** Whether nothing is on its way any more that Kafka took in the database's stead: it would be stored in the midst of the next test. */
    static boolean everythingAcceptedIsStored(Shop shop) {
        KafkaConsumer<String, String> consumer = shop.reader;
        synchronized (consumer) {
            Set<TopicPartition> partitions = partitions(consumer, "orders.intake");
            Map<TopicPartition, OffsetAndMetadata> stored = consumer.committed(partitions);
            return consumer.endOffsets(partitions).entrySet().stream().allMatch(end -> {
                OffsetAndMetadata upTo = stored.get(end.getKey());
                return end.getValue() <= (upTo == null ? 0 : upTo.offset());
            });
        }
    }

    /** Of a topic that need not be there. */
    private static Set<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
    }

    /** Takes mails off the queue until that many distinct ones of the order have come; redelivered ones count once. */
    static List<JsonNode> mails(Shop shop, String orderId, int count) {
        return mails(shop, Set.of(orderId), count);
    }

    /** As many of these orders together. */
    static List<JsonNode> mails(Shop shop, Set<String> orderIds, int count) {
        List<JsonNode> mails = new ArrayList<>();
        Set<String> events = new java.util.HashSet<>();
        RabbitTemplate rabbit = shop.bean(RabbitTemplate.class);
        await().atMost(SOON).until(() -> {
            for (Message message = rabbit.receive("notifications.mail");
                    message != null;
                    message = rabbit.receive("notifications.mail")) {
                JsonNode mail = json(new String(message.getBody(), java.nio.charset.StandardCharsets.UTF_8));
                if (orderIds.contains(mail.get("orderId").asText())
                        && events.add(mail.get("eventId").asText())) {
                    mails.add(mail);
                }
            }
            return mails.size() >= count;
        });
        assertThat(mails).hasSize(count);
        return mails;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
