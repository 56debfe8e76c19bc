package dev.breakwater.order.placing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.notifying.Notifications;
import dev.breakwater.resilience.DependencyUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/**
 * Stores what {@link Intake} accepted, each order once, and brings it to its end. While the database is away the message waits. A
 * process that dies after the store leaves the order to whoever resumes interrupted ones; the message that comes again changes nothing.
 */
@Component
public class StoreAccepted implements ConsumerSeekAware {

    private static final Logger log = LoggerFactory.getLogger(StoreAccepted.class);

    private final OrderDatabase database;
    private final OrderBook book;
    private final PlaceOrder placing;
    private final InWork inWork;
    private final Notifications notifications;
    private final ObjectMapper json;
    private final Clock clock;
    private final Counter stored;
    private final Counter contradictions;
    private final Set<TopicPartition> waiting = ConcurrentHashMap.newKeySet();

    StoreAccepted(
            OrderDatabase database,
            OrderBook book,
            PlaceOrder placing,
            InWork inWork,
            Notifications notifications,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.book = book;
        this.placing = placing;
        this.inWork = inWork;
        this.notifications = notifications;
        this.json = json;
        this.clock = clock;
        this.stored = Counter.builder("orders.intake.stored")
                .description("Orders accepted while the database was away and stored since")
                .register(meters);
        this.contradictions = Counter.builder("orders.intake.contradictions")
                .description("Orders accepted under a key that another order has; not stored, and the customer told")
                .register(meters);
    }

    /** Whether accepted orders are known to wait for the database: one that it does not know need not be lost then. */
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @KafkaListener(
            id = Intake.TOPIC,
            idIsGroup = false,
            topics = Intake.TOPIC,
            concurrency = "3",
            // each may take as long as a payment does, and the broker must not think the consumer dead
            properties = "max.poll.records=10")
    void store(ConsumerRecord<String, String> entry) throws JsonProcessingException {
        AcceptedOrder accepted = json.readValue(Objects.requireNonNullElse(entry.value(), "null"), AcceptedOrder.class);
        if (accepted == null
                || accepted.order() == null
                || accepted.order().answer() == null
                || accepted.idempotencyKey() == null) {
            throw new IllegalArgumentException("The message holds no order");
        }
        TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
        boolean waits = false;
        try {
            waiting.add(partition);
            if (isNew(accepted)) {
                stored.increment();
                finish(accepted.order());
            }
        } catch (DependencyUnavailableException e) {
            waits = true;
            log.info("Order {} waits for the database: {}", accepted.order().id(), e.getMessage());
            throw e;
        } finally {
            if (!waits) {
                waiting.remove(partition);
            }
        }
    }

    /** What waits there is for another instance to store, and to say so. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        waiting.removeAll(revoked);
    }

    /** Whether it is stored by this. A request with the same key may be as fast: the second time, its order is there to be seen. */
    private boolean isNew(AcceptedOrder accepted) {
        try {
            return database.inTransaction(() -> storeOnce(accepted));
        } catch (DuplicateKeyException meanwhile) {
            return database.inTransaction(() -> storeOnce(accepted));
        }
    }

    /** False when the key has its order already. */
    private boolean storeOnce(AcceptedOrder accepted) {
        Order order = accepted.order();
        Optional<Order> earlier = book.byKey(order.customer().id(), accepted.idempotencyKey());
        if (earlier.isEmpty()) {
            book.insert(order, accepted.idempotencyKey(), inWork.claimUntil(clock.instant()));
            return true;
        }
        if (earlier.get().requestHash().equals(order.requestHash())) {
            // The commit that was thought to have failed went through, or the message came twice.
            book.answerFirst(earlier.get().id(), Objects.requireNonNull(order.answer()));
            return false;
        }
        contradictions.increment();
        log.error(
                "Order {} was accepted under a key that had another body: not stored, the customer is told",
                order.id());
        notifications.tellOfReusedKey(earlier.get(), order);
        return false;
    }

    private void finish(Order order) {
        try {
            placing.finish(database.read(() -> book.byId(order.id())).orElseThrow());
        } catch (DependencyUnavailableException e) {
            log.warn("Order {} is stored and stays PLACED until it is resumed: {}", order.id(), e.getMessage());
        }
    }
}
