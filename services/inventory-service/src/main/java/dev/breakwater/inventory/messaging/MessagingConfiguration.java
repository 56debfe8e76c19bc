package dev.breakwater.inventory.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.resilience.CallTraces;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Listeners that read, work and tell in one Kafka transaction: what they tell is told exactly once to whoever reads committed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingProperties.class)
public class MessagingConfiguration {

    /** The container factory of all listeners. */
    public static final String EXACTLY_ONCE = "exactlyOnce";

    private static final Logger log = LoggerFactory.getLogger(MessagingConfiguration.class);

    /** How soon a paused partition is looked at again; the time limit of a poll, not of the work. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration SWEEP = Duration.ofHours(1);

    @Bean
    TransactionalKafka transactionalKafka(
            KafkaProperties kafka,
            ObjectProvider<SslBundles> ssl,
            MessagingProperties properties,
            @Qualifier("inventoryOutcomes") KafkaOutboxChannel outcomes,
            ObjectMapper json,
            CallTraces traces) {
        return new TransactionalKafka(
                kafka.buildProducerProperties(ssl.getIfAvailable()), properties.instance(), outcomes, json, traces);
    }

    @Bean(EXACTLY_ONCE)
    ConcurrentKafkaListenerContainerFactory<String, String> exactlyOnce(
            KafkaProperties kafka,
            ObjectProvider<SslBundles> ssl,
            TransactionalKafka transactional,
            MessagingProperties properties,
            TaskScheduler scheduler,
            Speed speed,
            Clock clock) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, String>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(
                kafka.buildConsumerProperties(ssl.getIfAvailable()),
                new StringDeserializer(),
                new StringDeserializer()));
        factory.setConcurrency(kafka.getListener().getConcurrency());
        factory.getContainerProperties().setAckMode(AckMode.RECORD);
        factory.getContainerProperties().setPollTimeout(POLL.toMillis());
        factory.getContainerProperties().setObservationEnabled(true);
        factory.getContainerProperties().setKafkaAwareTransactionManager(transactional.transactions());
        factory.setAfterRollbackProcessor(new PatientRollback(
                scheduler, clock, speed.divide(properties.firstPause()), speed.divide(properties.longestPause())));
        return factory;
    }

    @Bean
    SchedulingConfigurer handledSweep(
            InventoryDatabase database,
            HandledMessages handled,
            MessagingProperties properties,
            Speed speed,
            Clock clock) {
        Duration round = speed.divide(SWEEP);
        return tasks -> tasks.addFixedDelayTask(
                new FixedDelayTask(() -> sweep(database, handled, clock, properties.handledKept()), round, round));
    }

    private static void sweep(InventoryDatabase database, HandledMessages handled, Clock clock, Duration kept) {
        try {
            int forgotten =
                    database.inTransaction(() -> handled.forget(clock.instant().minus(kept)));
            log.debug("Forgot {} handled messages", forgotten);
        } catch (DependencyUnavailableException away) {
            log.debug("Handled messages are swept later: {}", away.getMessage());
        }
    }
}
