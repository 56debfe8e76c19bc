package dev.breakwater.payment.system;

import dev.breakwater.payment.PaymentServiceApplication;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** payment-service in this JVM, in its {@link Surroundings}. */
final class PaymentSystem implements AutoCloseable {

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
        // as arguments: they win over application.yml, and tests do not share them as they would the environment
        Map<String, String> all = new TreeMap<>(surroundings.environment());
        all.put("breakwater.speed", "10");
        all.put("breakwater.internal-token", PaymentApi.TOKEN);
        all.put("breakwater.jwt.public-key-location", all.get("BREAKWATER_JWT_PUBLIC_KEY_LOCATION"));
        all.put("spring.main.banner-mode", "off");
        all.put("server.port", "0");
        Arrays.stream(settings).map(setting -> setting.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        application = new SpringApplicationBuilder(PaymentServiceApplication.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        api = new PaymentApi(() -> "http://127.0.0.1:" + port);
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
        application
                .getBean(CircuitBreakerRegistry.class)
                .getAllCircuitBreakers()
                .forEach(CircuitBreaker::reset);
    }

    @Override
    public void close() {
        application.close();
        surroundings.close();
    }
}
