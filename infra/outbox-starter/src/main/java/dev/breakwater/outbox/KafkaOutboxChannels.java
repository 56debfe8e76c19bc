package dev.breakwater.outbox;

import dev.breakwater.resilience.Guards;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** Makes a {@link KafkaOutboxChannel} for each topic of the service, all over one producer. Thread-safe. */
public final class KafkaOutboxChannels implements DisposableBean {

    private static final int MAX_BLOCK_MILLIS = 1_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 1_000;
    private static final int DELIVERY_TIMEOUT_MILLIS = 2_000;
    private static final int ADMIN_TIMEOUT_SECONDS = 2;

    private final DefaultKafkaProducerFactory<String, String> producers;
    private final KafkaTemplate<String, String> kafka;
    private final KafkaAdmin admin;
    private final KafkaOutboxProperties properties;
    private final Guards guards;

    KafkaOutboxChannels(
            Map<String, Object> producer, Map<String, Object> admin, KafkaOutboxProperties properties, Guards guards) {
        producers =
                new DefaultKafkaProducerFactory<>(bounded(producer), new StringSerializer(), new StringSerializer());
        producers.setPhysicalCloseTimeout(1);
        kafka = new KafkaTemplate<>(producers);
        // The default listener logs whole payloads; the relay logs what failed, and the payload stays in the outbox.
        kafka.setProducerListener(new ProducerListener<>() {});
        this.admin = boundedAdmin(admin);
        this.properties = properties;
        this.guards = guards;
    }

    /**
     * The channel with the destination {@code kafka:<topic>}. Declared as a bean it publishes what the outbox holds for it; called
     * directly it publishes at once, such as a dead letter.
     */
    public KafkaOutboxChannel to(String topic) {
        return to(topic, new KafkaTopicLayout(properties.partitions(), null, null));
    }

    /** As {@link #to(String)} with a layout of its own. */
    public KafkaOutboxChannel to(String topic, KafkaTopicLayout layout) {
        return new KafkaOutboxChannel(layout, layout.topic(topic, properties.replication()), admin, kafka, guards);
    }

    /** The one producer under all channels, for Spring Kafka's own publishing such as its dead-letter recoverer. */
    public KafkaTemplate<String, String> template() {
        return kafka;
    }

    /** Waiting for metadata and waiting for acknowledgement add up to 3 s, the time limit of the class database. */
    private static Map<String, Object> bounded(Map<String, Object> given) {
        Map<String, Object> bounded = new HashMap<>(given);
        bounded.put(ProducerConfig.ACKS_CONFIG, "all");
        bounded.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        bounded.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        bounded.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        bounded.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        bounded.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        bounded.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        // A topic that is needed in outages only must not have been forgotten by then (default: after 5 min). As
        // metadata is renewed every 5 min, no connection is idle for the 9 min that close it.
        bounded.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        return bounded;
    }

    private static KafkaAdmin boundedAdmin(Map<String, Object> given) {
        Map<String, Object> bounded = new HashMap<>(given);
        bounded.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        bounded.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                Duration.ofSeconds(ADMIN_TIMEOUT_SECONDS).toMillis());
        KafkaAdmin admin = new KafkaAdmin(bounded);
        admin.setOperationTimeout(ADMIN_TIMEOUT_SECONDS);
        admin.setCloseTimeout(1);
        admin.setAutoCreate(false);
        admin.setModifyTopicConfigs(true); // only where a layout names one
        return admin;
    }

    @Override
    public void destroy() {
        producers.destroy();
    }
}
