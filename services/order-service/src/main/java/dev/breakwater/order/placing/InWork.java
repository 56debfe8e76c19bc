package dev.breakwater.order.placing;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The orders that threads of this instance are working on; their claims are renewed as long as they do. Thread-safe. */
@Component
class InWork {

    private final Set<UUID> orders = ConcurrentHashMap.newKeySet();
    private final Duration grace;

    InWork(PlacingProperties properties, Speed speed) {
        grace = properties.grace(speed);
    }

    /** Until when an order belongs to whoever gives a sign of life for it now. */
    Instant claimUntil(Instant now) {
        return now.plus(grace);
    }

    <R> R during(UUID orderId, Supplier<R> work) {
        orders.add(orderId);
        try {
            return work.get();
        } finally {
            orders.remove(orderId);
        }
    }

    boolean has(UUID orderId) {
        return orders.contains(orderId);
    }

    List<UUID> all() {
        return List.copyOf(orders);
    }
}
