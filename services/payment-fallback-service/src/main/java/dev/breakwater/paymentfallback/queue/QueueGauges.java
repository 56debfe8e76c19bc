package dev.breakwater.paymentfallback.queue;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * How much waits, and for how long. SQS tells an age only to CloudWatch, so the age is the time since the queue was last
 * seen empty: never less than the age of the oldest payment that was queued while this service ran.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class QueueGauges implements SchedulingConfigurer {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final GuardedPaymentQueue queue;
    private final Speed speed;
    private final Clock clock;
    private volatile QueueDepth last = new QueueDepth(0, 0, 0);
    private volatile Instant lastEmpty;

    QueueGauges(GuardedPaymentQueue queue, Speed speed, Clock clock, MeterRegistry meters) {
        this.queue = queue;
        this.speed = speed;
        this.clock = clock;
        this.lastEmpty = clock.instant();
        register(
                meters,
                "payment.queue.depth",
                "payments that wait and could be received",
                gauges -> gauges.last.depth());
        register(meters, "payment.queue.in.flight", "payments received, not settled", gauges -> gauges.last.inFlight());
        register(meters, "payment.queue.dead", "payments on their way to review", gauges -> gauges.last.deadLettered());
        Gauge.builder("payment.queue.oldest.age", this, QueueGauges::ageInSeconds)
                .description("time since the queue was last seen empty; 0 while it is")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration every = speed.divide(EVERY);
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, every, every));
    }

    private void look() {
        try {
            QueueDepth depth = queue.depth();
            if (depth.depth() + depth.inFlight() == 0) {
                lastEmpty = clock.instant();
            }
            last = depth;
        } catch (DependencyUnavailableException away) {
            // The breaker says so; the last known depth stands, and the age grows.
        }
    }

    private double ageInSeconds() {
        boolean empty = last.depth() + last.inFlight() == 0;
        return empty ? 0 : Duration.between(lastEmpty, clock.instant()).toMillis() / 1000.0;
    }

    private void register(MeterRegistry meters, String name, String what, ToDoubleFunction<QueueGauges> value) {
        Gauge.builder(name, this, value).description(what).register(meters);
    }
}
