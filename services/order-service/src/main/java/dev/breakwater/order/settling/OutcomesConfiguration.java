package dev.breakwater.order.settling;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** What happens to a message that could not be worked on. */
@Configuration(proxyBeanMethods = false)
class OutcomesConfiguration {

    private static final Logger log = LoggerFactory.getLogger(OutcomesConfiguration.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * A message that found the database away waits its turn, however long that takes: that is the moment's fault, and what follows it
     * may be about the same order. Any other is put aside in {@code <topic>.dead} at once, and the partition goes on.
     */
    @Bean
    DefaultErrorHandler outcomesErrorHandler(KafkaOutboxChannels kafka, MeterRegistry meters, Speed speed) {
        Map<String, KafkaOutboxChannel> dead = new ConcurrentHashMap<>();
        Counter count = Counter.builder("orders.messages.dead")
                .description("Messages that made no sense and were put aside")
                .register(meters);
        ExponentialBackOff pauses =
                new ExponentialBackOff(Math.max(1, speed.divide(FIRST_PAUSE).toMillis()), 2);
        pauses.setMaxInterval(Math.max(1, speed.divide(LONGEST_PAUSE).toMillis()));
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (entry, failure) -> {
                    log.error("Put aside {}-{}@{}", entry.topic(), entry.partition(), entry.offset(), failure);
                    dead.computeIfAbsent(entry.topic(), topic -> kafka.to(topic + ".dead"))
                            .send(letter(entry));
                    count.increment();
                },
                pauses);
        handler.setClassifications(Map.of(DependencyUnavailableException.class, true), false);
        return handler;
    }

    /** Under an id that is the same each time the entry is put aside. */
    private static OutboxMessage letter(ConsumerRecord<?, ?> entry) {
        String position = entry.topic() + "-" + entry.partition() + "@" + entry.offset();
        return new OutboxMessage(
                UUID.nameUUIDFromBytes(position.getBytes(StandardCharsets.UTF_8)),
                entry.topic() + ".dead",
                Objects.toString(entry.key(), position),
                Objects.toString(entry.value(), "null"),
                Instant.ofEpochMilli(entry.timestamp()),
                null);
    }
}
