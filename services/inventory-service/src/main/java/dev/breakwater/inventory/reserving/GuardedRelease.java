package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.GuardedCall;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a warehouse give back what it holds, at once or, while it gives no answer, by Kafka. Thread-safe. */
@Component
class GuardedRelease {

    private final Map<String, GuardedCall<UUID, Boolean>> releasing = new HashMap<>();
    private final InventoryDatabase database;
    private final Promises promises;

    GuardedRelease(Warehouses warehouses, InventoryDatabase database, Promises promises) {
        this.database = database;
        this.promises = promises;
        for (String id : Warehouses.IDS) {
            releasing.put(
                    id,
                    // circuit breaker warehouse-<id>, concurrency limit, time limit
                    warehouses.releasing(id).orElse("releaseByMessage", (order, why) -> releaseByMessage(order)));
        }
    }

    /** The book has released it already. */
    void releaseAt(String warehouse, UUID orderId) {
        GuardedCall<UUID, Boolean> call = releasing.get(warehouse);
        if (call == null) {
            throw new IllegalArgumentException("There is no warehouse " + warehouse);
        }
        if (call.with(orderId)) {
            database.inTransaction(() -> {
                promises.releasedAt(orderId, warehouse);
                return orderId;
            });
        }
    }

    /** False: it is not released there yet. */
    private boolean releaseByMessage(UUID orderId) {
        return database.inTransaction(() -> {
            promises.commandAgain(orderId);
            return false;
        });
    }
}
