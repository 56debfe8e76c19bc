package dev.breakwater.payment.system;

import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.PaymentServiceApplication;
import dev.breakwater.resilience.policy.Policies;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** payment-service in this JVM, in its {@link Surroundings}. */
final class PaymentSystem implements AutoCloseable {

    private static final String UNDER_WAY = """
            select (select count(*) from payments where status = 'ATTEMPTING')
                 + (select count(*) from refunds where status = 'PENDING')
                 + (select count(*) from outbox where destination not like 'kafka:%')
            """;

    final Surroundings surroundings;
    final Stripe stripe;
    final Bank bank;
    final QueueStandIn queue;
    final PaymentApi api;
    private final ConfigurableApplicationContext application;

    /** Takes further settings, as {@code name=value}. */
    PaymentSystem(String name, String... settings) {
        surroundings = new Surroundings(name);
        stripe = surroundings.stripe;
        bank = surroundings.bank;
        queue = surroundings.queue;
        application = run(surroundings, settings);
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        api = new PaymentApi(() -> "http://127.0.0.1:" + port);
    }

    static ConfigurableApplicationContext run(Surroundings surroundings, String... settings) {
        // as arguments: they win over application.yml, and tests do not share them as they would the environment
        Map<String, String> all = new TreeMap<>(surroundings.environment());
        all.put("breakwater.speed", "10");
        all.put("breakwater.internal-token", PaymentApi.TOKEN);
        all.put("breakwater.jwt.public-key-location", all.get("BREAKWATER_JWT_PUBLIC_KEY_LOCATION"));
        all.put("spring.main.banner-mode", "off");
        all.put("server.port", "0");
        Arrays.stream(settings).map(setting -> setting.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        return new SpringApplicationBuilder(PaymentServiceApplication.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    CircuitBreaker breaker(String name) {
        return application.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    double gauge(String name) {
        return application.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** Stripe and the queue are there, and no breaker remembers otherwise. */
    void healthy() {
        stripe.heal();
        bank.heal();
        queue.comeBack();
        application.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().stream()
                .filter(breaker -> !breaker.getName().equals("kafka")) // which is not there
                .forEach(CircuitBreaker::reset);
    }

    /** No attempt, refund or hand-over of before is left for the service to do. */
    void idle() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        surroundings.jdbc().sql(UNDER_WAY).query(Long.class).single() == 0);
    }

    /** Policies other than those that are shipped, as {@code name=value}, until the end of the test. */
    void policies(String... figures) {
        bean(Policies.class)
                .override(Arrays.stream(figures)
                        .map(figure -> figure.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    @Override
    public void close() {
        application.close();
        surroundings.close();
    }
}
