package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts the specification's breaker in the place of the library's own, for every instance in the configuration, before anybody gets one. */
final class BreakerInstallation implements BeanPostProcessor {

    private final ObjectProvider<Speed> speed;
    private final ObjectProvider<Clock> clock;

    BreakerInstallation(ObjectProvider<Speed> speed, ObjectProvider<Clock> clock) {
        this.speed = speed;
        this.clock = clock;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof CircuitBreakerRegistry registry) {
            for (CircuitBreaker breaker : registry.getAllCircuitBreakers()) {
                registry.replace(breaker.getName(), ours(breaker));
            }
        }
        return bean;
    }

    private BreakwaterCircuitBreaker ours(CircuitBreaker theirs) {
        return new BreakwaterCircuitBreaker(
                theirs.getName(),
                theirs.getCircuitBreakerConfig(),
                theirs.getTags(),
                System::nanoTime,
                clock.getIfAvailable(Clock::systemUTC),
                speed.getObject().factor());
    }
}
