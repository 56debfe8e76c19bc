package dev.breakwater.paymentfallback.draining;

import dev.breakwater.paymentfallback.queue.PaymentQueue;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two loops: the drain of the payment queue, and that of its dead letters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DrainProperties.class, PaymentServiceProperties.class})
class DrainConfiguration {

    @Bean(destroyMethod = "shutdown")
    ExecutorService settlers(DrainProperties properties) {
        return Executors.newFixedThreadPool(properties.concurrency());
    }

    @Bean
    @ConditionalOnProperty("breakwater.drain.enabled")
    Loop drain(
            PaymentQueue queue,
            GuardedPaymentService payments,
            DrainProperties properties,
            Speed speed,
            Clock clock,
            ExecutorService settlers) {
        return new Loop(
                "drain",
                new Drain(queue, payments, properties, speed, clock, settlers),
                speed.divide(properties.retry()));
    }

    @Bean
    @ConditionalOnProperty("breakwater.drain.enabled")
    Loop deadLetters(PaymentQueue queue, GuardedPaymentService payments, DrainProperties properties, Speed speed) {
        return new Loop(
                "dead-letters", new DeadLetters(queue, payments, properties, speed), speed.divide(properties.retry()));
    }
}
