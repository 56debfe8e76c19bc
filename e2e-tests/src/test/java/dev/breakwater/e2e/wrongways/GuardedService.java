package dev.breakwater.e2e.wrongways;

import dev.breakwater.resilience.Guarding;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** A service as they all are, from the same starter with the same policies, and nothing in it but what it calls. */
final class GuardedService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final RestClient http;

    private GuardedService(ConfigurableApplicationContext context) {
        this.context = context;
        this.http = context.getBean(RestClient.Builder.class).build();
    }

    /** One whose dependencies have these names, and the policies of payment-service for Stripe. */
    static GuardedService calling(List<String> dependencies, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.application.name=shop",
                "spring.config.import=classpath:breakwater-policies.yml",
                "management.endpoints.web.exposure.include=*",
                "management.prometheus.metrics.export.enabled=true"));
        for (String dependency : dependencies) {
            for (String guard : List.of("circuitbreaker", "bulkhead", "timelimiter")) {
                properties.add("resilience4j." + guard + ".instances." + dependency + ".base-config=web-service");
            }
        }
        properties.addAll(List.of(more));
        return new GuardedService(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                // as arguments, which are above whatever configuration is on the class path
                .run(properties.stream().map(property -> "--" + property).toArray(String[]::new)));
    }

    /** The guards of every call of the services to one another, in their order. */
    Guarding guarded(String dependency) {
        return bean(Guards.class)
                .on(dependency)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit();
    }

    /** The client of every service: it hangs up at the deadline. */
    String get(URI uri) {
        return http.get().uri(uri).retrieve().body(String.class);
    }

    BreakwaterCircuitBreaker breaker(String dependency) {
        return (BreakwaterCircuitBreaker) bean(CircuitBreakerRegistry.class).circuitBreaker(dependency);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
