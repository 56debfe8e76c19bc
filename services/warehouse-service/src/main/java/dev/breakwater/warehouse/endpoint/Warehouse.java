package dev.breakwater.warehouse.endpoint;

import dev.breakwater.resilience.DependencyUnavailableException;
import java.util.List;
import java.util.UUID;

/**
 * One warehouse. Thread-safe. Every method may throw a {@link DependencyUnavailableException}: then what the warehouse did is not known,
 * and asking again is safe.
 */
public interface Warehouse {

    /** Such as {@code north}. */
    String id();

    /** Returns when the warehouse says that it is up. */
    void check();

    /** Everything it keeps. */
    List<StockLevel> stock();

    /**
     * Holds all lines for the order, or none. Idempotent by the order's id.
     *
     * @param lines each product once
     */
    Allocation allocate(UUID orderId, List<Line> lines);

    /** Gives back what the order holds, for ever: an allocation that arrives later holds nothing. Idempotent. */
    void release(UUID orderId);
}
