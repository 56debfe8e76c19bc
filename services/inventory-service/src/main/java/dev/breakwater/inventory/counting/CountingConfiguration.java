package dev.breakwater.inventory.counting;

import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** When the warehouses are counted: each by a task of its own, so that a silent one keeps nobody waiting. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(CountingProperties.class)
class CountingConfiguration {

    @Bean
    SchedulingConfigurer countingSchedule(Counting counting, CountingProperties properties, Speed speed) {
        Duration round = speed.divide(properties.round());
        return tasks -> Warehouses.IDS.forEach(
                id -> tasks.addFixedDelayTask(new FixedDelayTask(() -> counting.countRegularly(id), round, round)));
    }
}
