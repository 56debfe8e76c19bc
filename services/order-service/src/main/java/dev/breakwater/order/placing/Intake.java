package dev.breakwater.order.placing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.cache.OrderMemory;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.KafkaOutboxChannels;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.resilience.CallTraces;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Accepts orders while the database is away: durably in Kafka ({@code acks=all}, behind the breaker {@code kafka}), to be stored by
 * {@link StoreAccepted} when it is back. So many at once and no more wait for Kafka, or the two hanging together would take every thread
 * that answers requests. An order has the same id however often and wherever it is accepted. Thread-safe.
 */
@Component
class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    static final String TOPIC = "orders.intake";

    private final KafkaOutboxChannel channel;
    private final GuardedCall<OutboxMessage, Boolean> publish;
    private final OrderMemory memory;
    private final ObjectMapper json;
    private final CallTraces traces;

    Intake(Guards guards, KafkaOutboxChannels kafka, OrderMemory memory, ObjectMapper json, CallTraces traces) {
        this.channel = kafka.to(TOPIC);
        // The breaker is the channel's own, which whatever else is published goes through as well.
        this.publish = guards.on("kafka").concurrencyLimit().call(this::publish);
        this.memory = memory;
        this.json = json;
        this.traces = traces;
    }

    /** Makes the topic and connects to Kafka while it is there, so that no request has to: that may take longer than a message. */
    void prepare() {
        try {
            channel.prepare();
        } catch (RuntimeException away) {
            log.warn("The topic {} is made with the first accepted order: {}", TOPIC, away.toString());
        }
    }

    /** What is known, without a database, of an order that was placed under the same key before. */
    Optional<Order> earlier(Order order) {
        return memory.lastSeen(order.customer().id(), order.id());
    }

    /**
     * Returns once the order is there for good.
     *
     * @throws DependencyUnavailableException when Kafka does not confirm it, or has as many to confirm as it may; should it have come
     *     through even so, it is stored as the one order that it is when the customer tries again
     */
    Order accept(Order order, String idempotencyKey) {
        Order accepted = order.unstored();
        publish.with(new OutboxMessage(
                order.id(),
                channel.destination(),
                order.id().toString(),
                written(new AcceptedOrder(accepted, idempotencyKey)),
                order.createdAt(),
                traces.traceParent()));
        return memory.remember(accepted);
    }

    private Boolean publish(OutboxMessage message) {
        channel.send(message);
        return true;
    }

    private String written(AcceptedOrder accepted) {
        try {
            return json.writeValueAsString(accepted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order cannot be written", e);
        }
    }
}
