package dev.breakwater.order.placing;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.OneTimeTask;

/** When interrupted orders are looked for, and what is made ready for those that will be. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PlacingConfiguration {

    @Bean
    SchedulingConfigurer intakeSchedule(Intake intake) {
        return tasks -> tasks.addOneTimeTask(new OneTimeTask(intake::prepare, Duration.ZERO));
    }

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
