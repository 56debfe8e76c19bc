package dev.breakwater.inventory.commands;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topics that this service publishes to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
class TopicsConfiguration {

    static final String OUTCOMES = "inventory.outcomes";

    @Bean
    KafkaOutboxChannel inventoryOutcomes(KafkaOutboxChannels channels) {
        return channels.to(OUTCOMES);
    }

    /** One partition, the broker's own number of replicas: little comes here, and somebody reads it by hand. */
    @Bean
    NewTopic deadInventoryCommands() {
        return TopicBuilder.name(CommandErrors.DEAD).partitions(1).build();
    }
}
