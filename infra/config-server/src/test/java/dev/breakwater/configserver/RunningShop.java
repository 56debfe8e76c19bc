package dev.breakwater.configserver;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Counts;
import dev.breakwater.resilience.policy.Policies;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service with one dependency, {@code stripe}, that asks config-server ten times a second. */
final class RunningShop implements AutoCloseable {

    static final String SHIPPED = "5s / 50 % / 20 / 30s";

    private final ConfigurableApplicationContext context;
    private final GuardedCall<Boolean, String> charge;

    RunningShop(String service, RunningConfigServer server, Path cache) {
        this(service, server.url(), cache);
    }

    /** @param more settings, such as a shorter time limit */
    RunningShop(String service, String serverUrl, Path cache, String... more) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(more)
                .run(
                        "--spring.config.name=shop", // not config-server's own, which is on this class path
                        "--spring.config.import=classpath:breakwater-policies.yml,classpath:breakwater-config.yml",
                        "--spring.cloud.config.enabled=false",
                        "--spring.application.name=" + service,
                        "--resilience4j.circuitbreaker.instances.stripe.base-config=web-service",
                        "--resilience4j.timelimiter.instances.stripe.base-config=web-service",
                        "--breakwater.speed=10",
                        "--breakwater.internal-token=" + RunningConfigServer.TOKEN,
                        "--breakwater.config.server-url=" + serverUrl,
                        "--breakwater.config.cache-directory=" + cache,
                        "--breakwater.config.poll-every=1s");
        charge = context.getBean(Guards.class)
                .on("stripe")
                .circuitBreaker()
                .timeLimit()
                .call((Boolean works) -> {
                    if (works) {
                        return "charged";
                    }
                    throw new IOException("down");
                })
                .orElse("queuePayment", (works, why) -> "queued");
    }

    String charge(boolean works) {
        return charge.with(works);
    }

    BreakwaterCircuitBreaker breaker(String name) {
        return (BreakwaterCircuitBreaker)
                context.getBean(CircuitBreakerRegistry.class).find(name).orElseThrow();
    }

    /** What came of the questions to config-server. */
    Counts asked() {
        return breaker("config-server").counts();
    }

    /** The policy of stripe in force. */
    String policy() {
        return context.getBean(Policies.class).inShort("stripe");
    }

    /** How often the policies last known answered instead of config-server. */
    double degraded() {
        return context.getBean(MeterRegistry.class)
                .get("circuit.breaker.fallback.success")
                .tags("breaker", "config-server", "fallback", "lastKnownPolicies")
                .counter()
                .count();
    }

    double failedChargesMeasured() {
        return context.getBean(MeterRegistry.class)
                .get("circuit.breaker.requests.failed")
                .tag("breaker", "stripe")
                .functionCounter()
                .count();
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
