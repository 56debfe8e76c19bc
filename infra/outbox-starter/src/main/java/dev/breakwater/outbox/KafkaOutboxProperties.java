package dev.breakwater.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the topics that this service publishes to are created. An existing topic is left as it is, but for added partitions.
 *
 * @param partitions of each topic; messages of one key share a partition
 * @param replication copies of each partition; 1 suits one local broker, a cluster takes 3
 */
@Validated
@ConfigurationProperties("breakwater.outbox.kafka")
record KafkaOutboxProperties(
        @DefaultValue("3") @Min(1) @Max(100) int partitions,
        @DefaultValue("1") @Min(1) @Max(9) short replication) {}
