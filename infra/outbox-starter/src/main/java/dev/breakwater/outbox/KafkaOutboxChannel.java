package dev.breakwater.outbox;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaAdminOperations;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes to one topic, guarded by the breaker {@code kafka}. The record's key is the message's, its value the payload, its header
 * {@value #ID_HEADER} the message's id. The topic is created before the first message, whenever the broker turns up.
 */
public final class KafkaOutboxChannel implements OutboxChannel {

    /** Carries the id of the message, the same at each redelivery. */
    public static final String ID_HEADER = "message-id";

    static final String DEPENDENCY = "kafka";

    /** The producer gives up earlier (see {@link KafkaOutboxChannels}); this only holds if it breaks its word. */
    private static final long LONGEST_SEND_MILLIS = 3_000;

    private final KafkaTopicLayout layout;
    private final NewTopic topic;
    private final KafkaAdminOperations admin;
    private final KafkaOperations<String, String> kafka;
    private final GuardedCall<OutboxMessage, Boolean> publish;
    private volatile boolean topicExists;

    KafkaOutboxChannel(
            KafkaTopicLayout layout,
            NewTopic topic,
            KafkaAdminOperations admin,
            KafkaOperations<String, String> kafka,
            Guards guards) {
        this.layout = layout;
        this.topic = topic;
        this.admin = admin;
        this.kafka = kafka;
        this.publish = guards.on(DEPENDENCY).circuitBreaker().call(this::publish);
    }

    @Override
    public String destination() {
        return destination(topic.name());
    }

    /** The destination by which messages for that topic are added. */
    public static String destination(String topic) {
        return DEPENDENCY + ":" + topic;
    }

    @Override
    public void send(OutboxMessage message) {
        publish.with(message);
    }

    /**
     * {@link #ensureTopic}, and connects the producer: its first message then takes no longer than any other.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     * @throws org.springframework.kafka.KafkaException when the broker does not answer in time
     */
    public void prepare() {
        ensureTopic();
        kafka.partitionsFor(topic.name());
    }

    /**
     * Creates the topic, or brings its partitions and its retention to the layout's; once. For whoever publishes to it on other ways.
     *
     * @throws org.springframework.kafka.KafkaException when the broker does not answer in time
     */
    public void ensureTopic() {
        if (!topicExists) {
            admin.createOrModifyTopics(topic);
            topicExists = true;
        }
    }

    private Boolean publish(OutboxMessage message) throws Exception {
        ensureTopic();
        ProducerRecord<String, String> entry =
                new ProducerRecord<>(topic.name(), layout.partition(message.key()), message.key(), message.payload());
        entry.headers().add(ID_HEADER, message.id().toString().getBytes(StandardCharsets.US_ASCII));
        if (message.traceParent() != null) {
            entry.headers()
                    .add(OutboxMessage.TRACE_HEADER, message.traceParent().getBytes(StandardCharsets.US_ASCII));
        }
        try {
            kafka.send(entry).get(LONGEST_SEND_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
