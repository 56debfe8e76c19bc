package dev.breakwater.warehouse.endpoint;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guarding;
import dev.breakwater.resilience.Guards;
import java.util.List;
import java.util.UUID;

/** A warehouse behind the breaker of its name. No fallback here: which warehouse else, or which estimate, is inventory-service's to say. */
final class GuardedWarehouse implements Warehouse {

    private final String id;
    private final GuardedCall<Warehouse, Boolean> check;
    private final GuardedCall<Warehouse, List<StockLevel>> stock;
    private final GuardedCall<Wish, Allocation> allocate;
    private final GuardedCall<UUID, UUID> release;
    private final Warehouse remote;

    private record Wish(UUID orderId, List<Line> lines) {}

    GuardedWarehouse(Guards guards, Warehouse remote) {
        this.remote = remote;
        this.id = remote.id();
        check = guarding(guards).call(warehouse -> {
            warehouse.check();
            return true;
        });
        stock = guarding(guards).call(Warehouse::stock);
        allocate = guarding(guards).call(wish -> remote.allocate(wish.orderId(), wish.lines()));
        release = guarding(guards).call(order -> {
            remote.release(order);
            return order;
        });
    }

    private Guarding guarding(Guards guards) {
        return guards.on("warehouse-" + id)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void check() {
        check.with(remote);
    }

    @Override
    public List<StockLevel> stock() {
        return stock.with(remote);
    }

    @Override
    public Allocation allocate(UUID orderId, List<Line> lines) {
        return allocate.with(new Wish(orderId, lines));
    }

    @Override
    public void release(UUID orderId) {
        release.with(orderId);
    }
}
