package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.policy.Policies;
import dev.breakwater.resilience.policy.PolicyCheck;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Gives every service its {@link Guards}, its {@link Speed} and clients that keep deadlines. */
@AutoConfiguration(
        afterName = {
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
            "io.github.resilience4j.springboot3.bulkhead.autoconfigure.BulkheadAutoConfiguration",
            "io.github.resilience4j.springboot3.timelimiter.autoconfigure.TimeLimiterAutoConfiguration",
            "io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
public class ResilienceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Speed speed(Environment environment) {
        return new Speed(environment.getProperty("breakwater.speed", Integer.class, Speed.SLOWEST));
    }

    @Bean
    ActiveGuards activeGuards(Environment environment) {
        ActiveGuards active = ActiveGuards.named(environment.getProperty(ActiveGuards.PROPERTY, "all"));
        active.warnUnlessAll();
        return active;
    }

    @Bean
    static PolicyCheck policyCheck(Environment environment) {
        return new PolicyCheck(environment);
    }

    @Bean
    Policies policies(
            PolicyCheck checked,
            CircuitBreakerRegistry breakers,
            ObjectProvider<TimeLimiterRegistry> timeLimiters,
            BulkheadRegistry bulkheads) {
        return new Policies(checked, breakers, timeLimiters.getIfAvailable(TimeLimiterRegistry::ofDefaults), bulkheads);
    }

    @Bean
    static Installation installation(
            ObjectProvider<Speed> speed, ObjectProvider<Clock> clock, ObjectProvider<ActiveGuards> active) {
        return new Installation(speed, clock, active);
    }

    @Bean
    @ConditionalOnMissingBean
    CallTraces callTraces() {
        return CallTraces.NONE;
    }

    @Bean
    @ConditionalOnMissingBean
    Guards guards(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            ObjectProvider<TimeLimiterRegistry> timeLimiters,
            ObjectProvider<RetryRegistry> retries,
            ObjectProvider<MeterRegistry> meters,
            ActiveGuards active,
            CallTraces traces,
            Environment environment) {
        return new Guards(
                breakers,
                bulkheads,
                timeLimiters.getIfAvailable(TimeLimiterRegistry::ofDefaults),
                retries.getIfAvailable(RetryRegistry::ofDefaults),
                meters.getIfUnique(SimpleMeterRegistry::new),
                service(environment),
                active,
                traces);
    }

    @Bean
    BreakerMetrics breakerMetrics(CircuitBreakerRegistry breakers, Environment environment) {
        return new BreakerMetrics(ours(breakers), service(environment));
    }

    @Bean
    BreakersEndpoint breakersEndpoint(CircuitBreakerRegistry breakers, Policies policies) {
        return new BreakersEndpoint(ours(breakers), policies);
    }

    @Bean
    ThreadPoolTaskSchedulerCustomizer scheduledWork() {
        return scheduler -> scheduler.setErrorHandler(new ScheduledWork());
    }

    /** Of virtual threads, where the runtime has them. */
    @Bean
    SimpleAsyncTaskSchedulerCustomizer scheduledWorkOfVirtualThreads() {
        return scheduler -> scheduler.setErrorHandler(new ScheduledWork());
    }

    private static List<BreakwaterCircuitBreaker> ours(CircuitBreakerRegistry breakers) {
        return breakers.getAllCircuitBreakers().stream()
                .filter(BreakwaterCircuitBreaker.class::isInstance)
                .map(BreakwaterCircuitBreaker.class::cast)
                .sorted(Comparator.comparing(BreakwaterCircuitBreaker::getName))
                .toList();
    }

    private static String service(Environment environment) {
        return environment.getProperty("spring.application.name", "application");
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.apache.hc.client5.http.impl.classic.CloseableHttpClient")
    static class Http {

        @Bean
        @ConditionalOnMissingBean
        DeadlineHttp deadlineHttp() {
            return new DeadlineHttp();
        }

        @Bean
        RestClientCustomizer deadlines(DeadlineHttp http) {
            return builder -> builder.requestFactory(new DeadlineRequestFactory(http));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {

        @Bean
        FilterRegistrationBean<DeadlineFilter> deadlineFilter(ActiveGuards active) {
            FilterRegistrationBean<DeadlineFilter> filter =
                    new FilterRegistrationBean<>(new DeadlineFilter(active.limitTime()));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }
}
