package dev.breakwater.benchmarks;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.tracing.TracingAutoConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The full guard as a service composes it: breaker, concurrency limit, time limit, metrics, one fallback. */
final class BreakwaterGuard implements AutoCloseable {

    private static final String DEPENDENCY = "dependency";

    private final ConfigurableApplicationContext context;
    private final GuardedCall<String, String> guarded;

    private BreakwaterGuard(String... further) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.application.name=benchmarks",
                        "spring.config.import=classpath:breakwater-policies.yml",
                        "resilience4j.circuitbreaker.instances.dependency.base-config=web-service",
                        "resilience4j.circuitbreaker.instances.dependency.wait-duration-in-open-state=1h", // beyond the
                        // run
                        "resilience4j.bulkhead.instances.dependency.base-config=web-service",
                        "resilience4j.timelimiter.instances.dependency.base-config=web-service")
                .properties(further)
                .run();
        guarded = context.getBean(Guards.class)
                .on(DEPENDENCY)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(Dependency::answer)
                .orElse("lastKnownAnswer", (argument, trouble) -> Dependency.fallback());
    }

    static BreakwaterGuard untraced() {
        return new BreakwaterGuard("spring.autoconfigure.exclude=" + TracingAutoConfiguration.class.getName());
    }

    /** Spans are ended and exported in batches as in a service, to nowhere. */
    static BreakwaterGuard traced() {
        return new BreakwaterGuard(
                "spring.config.import=classpath:breakwater-policies.yml,classpath:breakwater-tracing.yml");
    }

    Tracer tracer() {
        return context.getBean(Tracer.class);
    }

    String callOrFallback(String argument) {
        return guarded.with(argument);
    }

    void open() {
        context.getBean(CircuitBreakerRegistry.class).circuitBreaker(DEPENDENCY).transitionToOpenState();
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SpanExporter nowhere() {
            return SpanExporter.composite();
        }
    }
}
