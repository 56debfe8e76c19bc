package dev.breakwater.outbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A service with an outbox, as far as the outbox can tell. */
final class OutboxApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private OutboxApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static OutboxApplication start(String url, String username, String password, Object channels, String... more) {
        String vendor = url.startsWith("jdbc:mysql") ? "mysql" : "postgresql";
        List<String> properties = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "spring.config.import=classpath:breakwater-policies.yml",
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + username,
                "spring.datasource.password=" + password,
                "spring.datasource.hikari.maximum-pool-size=6",
                "spring.flyway.locations=classpath:db/outbox/" + vendor,
                "resilience4j.circuitbreaker.instances.kafka.base-config=database",
                // Longer than any test waits: what arrives was woken by its commit.
                "breakwater.outbox.poll=60s"));
        properties.addAll(List.of(more));
        SpringApplicationBuilder application = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(properties.toArray(String[]::new));
        if (channels instanceof Class<?> configuration) {
            application.sources(configuration);
        } else if (channels instanceof Map<?, ?> beans) {
            application.initializers(context -> beans.forEach(
                    (name, bean) -> context.getBeanFactory().registerSingleton(String.valueOf(name), bean)));
        }
        return new OutboxApplication(application.run());
    }

    Outbox outbox() {
        return context.getBean(Outbox.class);
    }

    OutboxRelay relay() {
        return context.getBean(OutboxRelay.class);
    }

    <B> B bean(Class<B> type) {
        return context.getBean(type);
    }

    TransactionTemplate transactions() {
        return context.getBean(TransactionTemplate.class);
    }

    /** A transaction for each. */
    void addEach(String destination, IntStream numbers) {
        numbers.forEach(
                number -> transactions().executeWithoutResult(status -> outbox().add(destination, "key", number)));
    }

    long rows() {
        return bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM outbox")
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
