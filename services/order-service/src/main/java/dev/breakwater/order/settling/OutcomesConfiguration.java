package dev.breakwater.order.settling;

import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** What happens to a message that could not be worked on. */
@Configuration(proxyBeanMethods = false)
class OutcomesConfiguration {

    private static final Logger log = LoggerFactory.getLogger(OutcomesConfiguration.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * Poison goes to {@code <topic>.dead} at once and the partition goes on. Anything else (the database is away) is the moment's
     * fault, not the message's: it waits its turn, however long that takes, since what follows it may be about the same order.
     */
    @Bean
    DefaultErrorHandler outcomesErrorHandler(KafkaOutboxChannels kafka, MeterRegistry meters, Speed speed) {
        DeadLetterPublishingRecoverer dead = new DeadLetterPublishingRecoverer(
                kafka.template(), (entry, failure) -> new TopicPartition(entry.topic() + ".dead", -1));
        Counter poison = Counter.builder("orders.messages.dead")
                .description("Messages that made no sense and were put aside")
                .register(meters);
        ConsumerRecordRecoverer putAside = (entry, failure) -> {
            log.error("Put aside {}-{}@{}: {}", entry.topic(), entry.partition(), entry.offset(), failure.getMessage());
            dead.accept(entry, failure);
            poison.increment();
        };
        ExponentialBackOff pauses =
                new ExponentialBackOff(speed.divide(FIRST_PAUSE).toMillis(), 2);
        pauses.setMaxInterval(speed.divide(LONGEST_PAUSE).toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(putAside, pauses);
        handler.addNotRetryableExceptions(PoisonMessageException.class);
        return handler;
    }
}
