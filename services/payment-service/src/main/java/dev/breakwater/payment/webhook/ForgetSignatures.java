package dev.breakwater.payment.webhook;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Forgets signatures that would be refused for their age anyway: after the window in the past and the one in the future. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class ForgetSignatures implements SchedulingConfigurer {

    private final WebhookRows rows;
    private final WebhookProperties properties;

    ForgetSignatures(WebhookRows rows, WebhookProperties properties) {
        this.rows = rows;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(
                () -> rows.forgetSignaturesOlderThan(properties.tolerance().multipliedBy(3)),
                properties.tolerance(),
                properties.tolerance()));
    }
}
