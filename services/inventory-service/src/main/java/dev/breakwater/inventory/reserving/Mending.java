package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.stock.Items;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finishes what crashes and lost messages left half done. Any number of instances may do so at once. Thread-safe. */
@Component
class Mending {

    private static final Logger log = LoggerFactory.getLogger(Mending.class);
    private static final int AT_ONCE = 50;

    private final InventoryDatabase database;
    private final ReservationRows rows;
    private final AllocationRows allocations;
    private final Reservations reservations;
    private final Promises promises;
    private final Clock clock;
    private final Duration overdue;

    Mending(
            InventoryDatabase database,
            ReservationRows rows,
            AllocationRows allocations,
            Reservations reservations,
            Promises promises,
            ReservingProperties properties,
            Speed speed,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.allocations = allocations;
        this.reservations = reservations;
        this.promises = promises;
        this.clock = clock;
        this.overdue = speed.divide(properties.overdue());
    }

    /** Whoever asked the warehouses for these orders is gone: book and warehouses must come to agree all the same. */
    void finishAbandoned() {
        try {
            for (UUID orderId : database.inTransaction(() -> rows.abandoned(clock.instant(), AT_ONCE))) {
                finish(orderId);
            }
        } catch (DependencyUnavailableException away) {
            log.warn("Abandoned reservations are finished later: {}", away.getMessage());
        }
    }

    /** Their commands are too old to be sure that a topic still has them. */
    void commandOverdue() {
        try {
            for (UUID orderId : database.inTransaction(
                    () -> allocations.overdue(clock.instant().minus(overdue), AT_ONCE))) {
                database.inTransaction(() -> {
                    promises.commandAgain(orderId);
                    return orderId;
                });
                log.info("Told the warehouses of order {} again", orderId);
            }
        } catch (DependencyUnavailableException away) {
            log.warn("Overdue commands are sent later: {}", away.getMessage());
        }
    }

    private void finish(UUID orderId) {
        String items = database.inTransaction(
                () -> rows.lock(orderId).map(ReservationRow::items).orElse(""));
        if (!items.isEmpty()) {
            Reservation end = reservations.reserve(orderId, Items.read(items), true);
            log.info("Finished the abandoned reservation of order {}: {}", orderId, end);
        }
    }
}
