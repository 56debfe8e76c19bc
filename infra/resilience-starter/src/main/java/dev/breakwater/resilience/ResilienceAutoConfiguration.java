package dev.breakwater.resilience;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
            "io.github.resilience4j.springboot3.timelimiter.autoconfigure.TimeLimiterAutoConfiguration"
        })
public class ResilienceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Speed speed(Environment environment) {
        return new Speed(environment.getProperty("breakwater.speed", Integer.class, Speed.SLOWEST));
    }

    @Bean
    @ConditionalOnMissingBean
    Guards guards(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            ObjectProvider<TimeLimiterRegistry> timeLimiters) {
        return new Guards(breakers, bulkheads, timeLimiters.getIfAvailable(TimeLimiterRegistry::ofDefaults));
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
        FilterRegistrationBean<DeadlineFilter> deadlineFilter() {
            FilterRegistrationBean<DeadlineFilter> filter = new FilterRegistrationBean<>(new DeadlineFilter());
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }
}
