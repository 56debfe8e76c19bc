package dev.breakwater.payment.charging;

import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.ProviderAvailability;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Hands payments over again that wait for settlement suspiciously long, in case the queue has lost them: the record, and not the
 * queue, is what a payment's life depends on. One that is there twice does no harm: SQS swallows it, or its settlement finds it
 * settled. While their provider is away they wait for good reason, and are left where they are.
 */
@Configuration(proxyBeanMethods = false)
class LongQueued implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(LongQueued.class);

    private final Payments payments;
    private final ProviderAvailability availability;
    private final SweepProperties properties;
    private final Speed speed;

    LongQueued(Payments payments, ProviderAvailability availability, SweepProperties properties, Speed speed) {
        this.payments = payments;
        this.availability = availability;
        this.properties = properties;
        this.speed = speed;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration every = speed.divide(properties.every());
        tasks.addFixedDelayTask(new FixedDelayTask(this::sweep, every, every));
    }

    /** One batch of each provider's at a time: the queue fills no faster than it is drained. */
    void sweep() {
        for (Provider provider : Provider.values()) {
            if (availability.retryAfter(provider.breaker()).isZero()) {
                int again = payments.handOverLongQueued(
                        provider, speed.divide(properties.queuedLongerThan()), properties.batch());
                if (again > 0) {
                    log.warn("{} payments of {} waited too long; handed over again", again, provider.label());
                }
            }
        }
    }
}
