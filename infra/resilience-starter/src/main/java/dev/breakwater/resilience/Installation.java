package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the specification's breaker and the bulkhead that costs little in the place of the library's own, for every instance in the configuration, before
 * anybody gets one. Where breakers shall not break, they are disabled: they still count, and say what they are.
 */
final class Installation implements BeanPostProcessor {

    private final ObjectProvider<Speed> speed;
    private final ObjectProvider<Clock> clock;
    private final ObjectProvider<ActiveGuards> active;

    Installation(ObjectProvider<Speed> speed, ObjectProvider<Clock> clock, ObjectProvider<ActiveGuards> active) {
        this.speed = speed;
        this.clock = clock;
        this.active = active;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof CircuitBreakerRegistry breakers) {
            breakers.getAllCircuitBreakers().forEach(breaker -> breakers.replace(breaker.getName(), ours(breaker)));
        } else if (bean instanceof BulkheadRegistry bulkheads) {
            bulkheads.getAllBulkheads().forEach(bulkhead -> bulkheads.replace(bulkhead.getName(), ours(bulkhead)));
        }
        return bean;
    }

    private BreakwaterCircuitBreaker ours(CircuitBreaker theirs) {
        BreakwaterCircuitBreaker ours = new BreakwaterCircuitBreaker(
                theirs.getName(),
                theirs.getCircuitBreakerConfig(),
                theirs.getTags(),
                System::nanoTime,
                clock.getIfAvailable(Clock::systemUTC),
                speed.getObject().factor());
        return active.getObject().breakCircuits() ? ours : ours.bornDisabled();
    }

    private static QuietBulkhead ours(Bulkhead theirs) {
        return new QuietBulkhead(theirs.getName(), theirs.getBulkheadConfig(), theirs.getTags());
    }
}
