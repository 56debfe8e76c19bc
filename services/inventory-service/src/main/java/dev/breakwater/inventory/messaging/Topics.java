package dev.breakwater.inventory.messaging;

import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.outbox.KafkaTopicLayout;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that this service publishes to by its outbox. */
@Configuration(proxyBeanMethods = false)
public class Topics {

    /** What became of orders' stock, by order. */
    public static final String OUTCOMES = "inventory.outcomes";

    /** What warehouses must still be told, by warehouse. */
    public static final String ALLOCATIONS = "warehouse.allocations";

    /** Orders that wait for new stock, by order, for whoever buys it. */
    public static final String BACKORDERS = "inventory.backorders";

    static final Duration ALLOCATIONS_KEPT = Duration.ofDays(7);

    @Bean
    KafkaOutboxChannel inventoryOutcomes(KafkaOutboxChannels channels) {
        return channels.to(OUTCOMES);
    }

    /** A partition for each warehouse, so that one that is away holds up nobody's messages but its own. Hashing would mix them. */
    @Bean
    KafkaOutboxChannel warehouseAllocations(KafkaOutboxChannels channels) {
        return channels.to(
                ALLOCATIONS, new KafkaTopicLayout(Warehouses.IDS.size(), ALLOCATIONS_KEPT, Warehouses.IDS::indexOf));
    }

    @Bean
    KafkaOutboxChannel inventoryBackorders(KafkaOutboxChannels channels) {
        return channels.to(BACKORDERS);
    }
}
