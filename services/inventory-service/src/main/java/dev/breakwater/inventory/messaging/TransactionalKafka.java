package dev.breakwater.inventory.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.resilience.CallTraces;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/** Publishes in the Kafka transaction that also says how far the listener has read. Thread-safe; for listener threads. */
public final class TransactionalKafka implements DisposableBean {

    /** Why a message was set aside. */
    public static final String REASON = "breakwater-reason";

    private static final int MAX_BLOCK_MILLIS = 3_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 2_000;
    private static final int DELIVERY_TIMEOUT_MILLIS = 5_000;

    /** Longer than three warehouses in a row can take; what a crash leaves open stops readers no longer than this. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 15_000;

    private final DefaultKafkaProducerFactory<String, String> producers;
    private final KafkaTemplate<String, String> kafka;
    private final KafkaOutboxChannel outcomes;
    private final ObjectMapper json;
    private final CallTraces traces;

    TransactionalKafka(
            Map<String, Object> producer,
            String instance,
            KafkaOutboxChannel outcomes,
            ObjectMapper json,
            CallTraces traces) {
        producers =
                new DefaultKafkaProducerFactory<>(bounded(producer), new StringSerializer(), new StringSerializer());
        producers.setTransactionIdPrefix("inventory-service-" + instance + "-");
        producers.setPhysicalCloseTimeout(1);
        kafka = new KafkaTemplate<>(producers);
        kafka.setProducerListener(new ProducerListener<>() {}); // the default one logs whole payloads
        this.outcomes = outcomes;
        this.json = json;
        this.traces = traces;
    }

    KafkaTransactionManager<String, String> transactions() {
        return new KafkaTransactionManager<>(producers);
    }

    /** Tells it, if there is something to tell. */
    public void tell(@Nullable StockOutcome outcome) throws JsonProcessingException {
        if (outcome == null) {
            return;
        }
        outcomes.ensureTopic();
        ProducerRecord<String, String> entry =
                new ProducerRecord<>(Topics.OUTCOMES, outcome.orderId().toString(), json.writeValueAsString(outcome));
        entry.headers()
                .add(
                        KafkaOutboxChannel.ID_HEADER,
                        outcome.messageId().toString().getBytes(StandardCharsets.US_ASCII));
        String trace = traces.traceParent();
        if (trace != null) {
            entry.headers().add(OutboxMessage.TRACE_HEADER, trace.getBytes(StandardCharsets.US_ASCII));
        }
        publish(entry);
    }

    /** Puts a message that will never be carried out on a topic for people to read. */
    void setAside(ConsumerRecord<String, @Nullable String> message, KafkaOutboxChannel dead, String topic, String why) {
        dead.ensureTopic();
        ProducerRecord<String, String> entry = new ProducerRecord<>(topic, message.key(), message.value());
        entry.headers().add(REASON, why.getBytes(StandardCharsets.UTF_8));
        publish(entry);
    }

    /** Nobody waits for it: what cannot be sent fails the commit, and the message is read again. */
    private void publish(ProducerRecord<String, String> entry) {
        CompletableFuture<?> unused = kafka.send(entry);
    }

    private static Map<String, Object> bounded(Map<String, Object> given) {
        Map<String, Object> bounded = new HashMap<>(given);
        bounded.put(ProducerConfig.ACKS_CONFIG, "all");
        bounded.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        bounded.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        bounded.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        bounded.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        bounded.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        bounded.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return bounded;
    }

    @Override
    public void destroy() {
        producers.destroy();
    }
}
