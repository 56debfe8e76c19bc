package dev.breakwater.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.CallTraces;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service with a database its {@link Outbox} and the {@link OutboxRelay} to the service's channels. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "dev.breakwater.resilience.ResilienceAutoConfiguration"
        })
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OutboxRelay outboxRelay(
            ObjectProvider<OutboxChannel> channels,
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager,
            OutboxProperties properties,
            Speed speed,
            MeterRegistry meters) {
        TransactionTemplate transactions = new TransactionTemplate(transactionManager);
        // A repeatable read would go on seeing rows that the leader before us has published and deleted.
        transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new OutboxRelay(
                channels.orderedStream().toList(),
                new OutboxStore(jdbc),
                transactions,
                new Pauses(properties, speed, random),
                properties.batch(),
                meters);
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(
            JdbcClient jdbc,
            DataSource dataSource,
            ObjectMapper json,
            Clock clock,
            OutboxRelay relay,
            CallTraces traces) {
        return new Outbox(new OutboxStore(jdbc), dataSource, json, clock, relay.destinations(), relay::wakeUp, traces);
    }
}
