package dev.breakwater.order.inventory;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Where stock commands leave, and when the stock is looked at. */
@Configuration(proxyBeanMethods = false)
class StockCommandsConfiguration {

    @Bean
    SchedulingConfigurer stockEstimateSchedule(
            StockEstimate estimate, StockEstimateProperties properties, Speed speed) {
        Duration refresh = properties.refresh(speed);
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(estimate::refresh, refresh, refresh));
    }

    @Bean
    KafkaOutboxChannel stockCommandsChannel(KafkaOutboxChannels kafka) {
        return kafka.to(StockCommands.TOPIC);
    }
}
