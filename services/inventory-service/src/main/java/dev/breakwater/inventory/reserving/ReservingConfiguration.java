package dev.breakwater.inventory.reserving;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** When half-done reservations are looked for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReservingProperties.class)
class ReservingConfiguration {

    @Bean
    SchedulingConfigurer mendingSchedule(Mending mending, ReservingProperties properties, Speed speed) {
        Duration round = speed.divide(properties.round());
        return tasks -> {
            tasks.addFixedDelayTask(new FixedDelayTask(mending::finishAbandoned, round, round));
            tasks.addFixedDelayTask(new FixedDelayTask(mending::commandOverdue, round, round));
        };
    }
}
