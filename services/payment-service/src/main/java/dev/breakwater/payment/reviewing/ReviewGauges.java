package dev.breakwater.payment.reviewing;

import dev.breakwater.payment.reviewing.WaitingReviews.Count;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * How many payments wait for a person. Every instance counts the same rows, so a sum over instances is wrong and a maximum right. While the
 * database is away the last known figures stand.
 */
@Configuration(proxyBeanMethods = false)
class ReviewGauges implements SchedulingConfigurer {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final WaitingReviews reviews;
    private final Speed speed;
    private volatile Count last = new Count(0, 0);

    ReviewGauges(WaitingReviews reviews, Speed speed, MeterRegistry meters) {
        this.reviews = reviews;
        this.speed = speed;
        Gauge.builder("payments.in.review", () -> last.inReview())
                .description("payments that wait for an operator's decision")
                .register(meters);
        Gauge.builder("payments.contradicted", () -> last.contradicted())
                .description("payments about which the provider's books say something else than ours")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::count, speed.divide(EVERY), Duration.ZERO));
    }

    private void count() {
        try {
            last = reviews.count();
        } catch (DependencyUnavailableException away) {
            // The breaker says so.
        }
    }
}
