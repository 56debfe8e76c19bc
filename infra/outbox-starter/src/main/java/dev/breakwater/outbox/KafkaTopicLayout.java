package dev.breakwater.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is laid out where the service's defaults do not do. Immutable.
 *
 * @param partitions at least 1; a topic that exists with fewer gets more
 * @param retention how long messages are kept, at least a second; enforced on a topic that exists; null for the broker's own
 * @param partitionOf the partition of a key, 0 to partitions - 1; null for Kafka's own hashing
 */
public record KafkaTopicLayout(
        int partitions,
        @Nullable Duration retention,
        @Nullable ToIntFunction<String> partitionOf) {

    public KafkaTopicLayout {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
        }
        if (retention != null && retention.toSeconds() < 1) {
            throw new IllegalArgumentException("retention must be at least a second, not " + retention);
        }
    }

    NewTopic topic(String name, short replication) {
        NewTopic topic = new NewTopic(name, partitions, replication);
        return retention == null
                ? topic
                : topic.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis())));
    }

    @Nullable
    Integer partition(String key) {
        return partitionOf == null ? null : partitionOf.applyAsInt(key);
    }
}
