package dev.breakwater.inventory.commands;

import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * A command that can never be carried out goes to the dead-letter topic at once; one that the database kept us from carrying
 * out is tried until it is. So neither blocks the partition for longer than the database is away, and neither is lost.
 */
@Configuration(proxyBeanMethods = false)
class CommandErrors {

    static final String DEAD = "inventory.commands.dead";
    static final String REASON = "breakwater-reason";

    private static final Logger log = LoggerFactory.getLogger(CommandErrors.class);

    @Bean
    CommonErrorHandler commandErrorHandler(
            KafkaOutboxChannels kafka, CommandProperties properties, Speed speed, MeterRegistry meters) {
        Counter dead = Counter.builder("inventory.commands.dead")
                .description("Commands that can never be carried out, set aside on the dead-letter topic")
                .register(meters);
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                kafka.template(), (record, problem) -> new TopicPartition(DEAD, -1)); // any partition
        recoverer.setHeadersFunction((record, problem) -> reason(problem));
        DefaultErrorHandler handler = new DefaultErrorHandler((record, problem) -> {
            recoverer.accept(record, problem); // throws if it cannot be stored: then the command is delivered again
            dead.increment();
            log.warn(
                    "Set aside a command on {}: {} ({})",
                    DEAD,
                    position(record),
                    cause(problem).getMessage());
        });
        BackOff never = new FixedBackOff(0, 0);
        handler.setBackOffFunction((record, problem) ->
                cause(problem) instanceof UnusableCommandException ? never : untilItWorks(properties, speed));
        return handler;
    }

    private static BackOff untilItWorks(CommandProperties properties, Speed speed) {
        ExponentialBackOff backOff = new ExponentialBackOff(
                Math.max(1, speed.divide(properties.firstPause()).toMillis()), 2);
        backOff.setMaxInterval(
                Math.max(1, speed.divide(properties.longestPause()).toMillis()));
        return backOff;
    }

    private static Headers reason(Exception problem) {
        String reason = String.valueOf(cause(problem).getMessage());
        return new RecordHeaders().add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    }

    private static Throwable cause(Throwable problem) {
        Throwable cause = problem;
        while (!(cause instanceof UnusableCommandException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String position(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
