package dev.breakwater.inventory.messaging;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.outbox.KafkaTopicLayout;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sets messages aside that can never be carried out, on {@code <topic>.dead}, in the listener's transaction. Thread-safe. */
@Component
public class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** Little comes here, and somebody reads it by hand. */
    private static final KafkaTopicLayout ONE_PARTITION = new KafkaTopicLayout(1, null, null);

    private final Map<String, KafkaOutboxChannel> topics = new ConcurrentHashMap<>();
    private final KafkaOutboxChannels channels;
    private final TransactionalKafka kafka;
    private final MeterRegistry meters;

    DeadLetters(KafkaOutboxChannels channels, TransactionalKafka kafka, MeterRegistry meters) {
        this.channels = channels;
        this.kafka = kafka;
        this.meters = meters;
    }

    /**
     * Makes the metric {@code <topic>.dead} known while it is 0: of a counter that is first seen with 1, Prometheus knows no increase, and nobody would be
     * told of the first message.
     */
    public void countFrom(String topic) {
        count(topic + ".dead");
    }

    /** Sets the message aside; the metric {@code <topic>.dead} counts it. */
    public void setAside(ConsumerRecord<String, @Nullable String> message, UnusableMessageException why) {
        String reason = String.valueOf(why.getMessage());
        String topic = message.topic() + ".dead";
        KafkaOutboxChannel channel = topics.computeIfAbsent(topic, name -> channels.to(name, ONE_PARTITION));
        kafka.setAside(message, channel, topic, reason);
        count(topic).increment();
        log.warn("Set aside the message {} on {} ({})", Place.of(message), topic, reason);
    }

    private Counter count(String name) {
        return Counter.builder(name)
                .description("Messages that can never be carried out, set aside on the dead-letter topic")
                .register(meters);
    }
}
