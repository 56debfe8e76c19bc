package dev.breakwater.payment.charging;

import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Finds payments whose attempt died with its process and hands them to settlement. Any instance may do it: they skip what
 * another has locked.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(SweepProperties.class)
class LostAttempts implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(LostAttempts.class);

    private final Payments payments;
    private final SweepProperties properties;
    private final Speed speed;

    LostAttempts(Payments payments, SweepProperties properties, Speed speed) {
        this.payments = payments;
        this.properties = properties;
        this.speed = speed;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration every = speed.divide(properties.every());
        tasks.addFixedDelayTask(new FixedDelayTask(this::sweep, every, every));
    }

    void sweep() {
        int handedOver;
        do {
            handedOver = payments.handOverLostAttempts(properties.batch());
            if (handedOver > 0) {
                log.warn("{} payments were left in the middle of an attempt; handed to settlement", handedOver);
            }
        } while (handedOver == properties.batch());
    }
}
