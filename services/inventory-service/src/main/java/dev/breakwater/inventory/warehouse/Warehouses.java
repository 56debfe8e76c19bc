package dev.breakwater.inventory.warehouse;

import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guarding;
import dev.breakwater.resilience.Guards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The warehouses, each behind a breaker of its own, so that one that is away takes no other with it. Thread-safe. */
@Component
@EnableConfigurationProperties(WarehouseProperties.class)
public class Warehouses {

    /** In this sequence they are the partitions of the topic of allocations: add at the end only. */
    public static final List<String> IDS = List.of("north", "south", "east");

    private final Guards guards;
    private final WarehouseHttpClient http;
    private final Map<String, GuardedCall<Wish, WarehouseAnswer>> allocate = new HashMap<>();
    private final Map<String, GuardedCall<UUID, Boolean>> release = new HashMap<>();

    Warehouses(Guards guards, WarehouseHttpClient http) {
        this.guards = guards;
        this.http = http;
        for (String id : IDS) {
            allocate.put(id, asking(id, answer -> answer));
            release.put(id, releasing(id));
        }
    }

    /** What is wanted of a warehouse. */
    public interface Wish {
        UUID orderId();

        /** Each product once. */
        List<Quantity> items();
    }

    /** The guarded call that asks a warehouse to hold the items, for callers that put their fallbacks behind it. */
    public <W extends Wish, R> GuardedCall<W, R> asking(String warehouse, Function<WarehouseAnswer, R> then) {
        return on(warehouse).call(wish -> then.apply(http.allocate(warehouse, wish.orderId(), wish.items())));
    }

    /** The guarded call that has a warehouse give back what it holds for an order. */
    public GuardedCall<UUID, Boolean> releasing(String warehouse) {
        return on(warehouse).call(order -> http.release(warehouse, order));
    }

    /** The guarded call that asks a warehouse what it has left, by product. */
    public GuardedCall<String, Map<String, Long>> counting(String warehouse) {
        return on(warehouse).call(http::stock);
    }

    /**
     * Asks a warehouse to hold the items. Idempotent by the order.
     *
     * @throws DependencyUnavailableException if it gave no answer; its {@code trouble()} says whether it can have got the call
     */
    public WarehouseAnswer allocate(String warehouse, Wish wish) {
        return of(allocate, warehouse).with(wish);
    }

    /**
     * Gives back what the warehouse holds for the order, now and for ever. Idempotent.
     *
     * @throws DependencyUnavailableException if it gave no answer
     */
    public void release(String warehouse, UUID orderId) {
        of(release, warehouse).with(orderId);
    }

    /** The breaker's name for a warehouse. */
    public static String breaker(String warehouse) {
        return "warehouse-" + warehouse;
    }

    private static <C> C of(Map<String, C> calls, String warehouse) {
        C call = calls.get(warehouse);
        if (call == null) {
            throw new IllegalArgumentException("There is no warehouse " + warehouse + ", only " + IDS);
        }
        return call;
    }

    private Guarding on(String id) {
        return guards.on(breaker(id))
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent();
    }
}
