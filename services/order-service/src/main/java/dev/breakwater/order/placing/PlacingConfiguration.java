package dev.breakwater.order.placing;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** When interrupted orders are looked for. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PlacingConfiguration {

    /** Two tasks, for a slow takeover must not keep claims from being renewed. */
    @Bean
    SchedulingConfigurer resumeSchedule(ResumeOrders resume, PlacingProperties properties, Speed speed) {
        Duration round = properties.round(speed);
        return tasks -> {
            tasks.addFixedDelayTask(new FixedDelayTask(resume::renewClaims, round, round));
            tasks.addFixedDelayTask(new FixedDelayTask(resume::resumeAbandoned, round, round));
        };
    }
}
