package dev.breakwater.notification.ledger;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Forgets, hourly, what is no longer needed: first what is personal. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Forgetting implements SchedulingConfigurer {

    private static final Duration EVERY = Duration.ofHours(1);

    private final LedgerTransaction transaction;
    private final DeliveryRows rows;
    private final LedgerProperties properties;

    Forgetting(LedgerTransaction transaction, DeliveryRows rows, LedgerProperties properties) {
        this.transaction = transaction;
        this.rows = rows;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::forget, EVERY, Duration.ofMinutes(1)));
    }

    private void forget() {
        transaction.run(() -> {
            rows.forgetNoticesOlderThan(properties.noticeKept());
            rows.forgetRowsOlderThan(properties.rowKept());
            return properties;
        });
    }
}
