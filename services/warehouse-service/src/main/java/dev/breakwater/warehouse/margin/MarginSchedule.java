package dev.breakwater.warehouse.margin;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
class MarginSchedule {

    /** Two tasks, for a carrier that is slow to answer must not keep quotes in memory. */
    @Bean
    SchedulingConfigurer marginTasks(MarginBook book, SettleMargins settle, MarginProperties properties, Speed speed) {
        Duration store = speed.divide(properties.storeEvery());
        Duration round = speed.divide(properties.settleEvery());
        return tasks -> {
            tasks.addFixedDelayTask(new FixedDelayTask(book::store, store, store));
            tasks.addFixedDelayTask(new FixedDelayTask(settle::settle, round, round));
        };
    }
}
