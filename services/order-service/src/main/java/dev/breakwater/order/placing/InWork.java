package dev.breakwater.order.placing;

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
