package dev.breakwater.order.inventory;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where stock commands leave. */
@Configuration(proxyBeanMethods = false)
class StockCommandsConfiguration {

    @Bean
    KafkaOutboxChannel stockCommandsChannel(KafkaOutboxChannels kafka) {
        return kafka.to(StockCommands.TOPIC);
    }
}
