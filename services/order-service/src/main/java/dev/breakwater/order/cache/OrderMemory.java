package dev.breakwater.order.cache;

import dev.breakwater.order.book.Order;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Orders as they were last seen, without anybody's address, for the time in which the database does not tell. Thread-safe. */
@Component
public class OrderMemory {

    /** Longer than an outage should last. */
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Memory memory;

    OrderMemory(Memory memory) {
        this.memory = memory;
    }

    public Order remember(Order order) {
        memory.remember(key(order.id()), order.anonymous(), LIFETIME);
        return order;
    }

    /** The order as it was last seen, if it is that user's. */
    public Optional<Order> lastSeen(UUID userId, UUID id) {
        return memory.recall(key(id), Order.class)
                .filter(order -> order.customer().id().equals(userId));
    }

    private static String key(UUID id) {
        return "order:" + id;
    }
}
