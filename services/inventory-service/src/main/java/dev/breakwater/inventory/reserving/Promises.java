package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.messaging.Announcements;
import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.stock.Items;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.stock.StockRow;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.TooFew;
import dev.breakwater.inventory.warehouse.Warehouses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Promises that stood on an estimate, on their way to being true. Thread-safe; every method needs the caller's transaction, and
 * between two of them a warehouse is asked.
 */
@Component
public class Promises {

    private final ReservationRows rows;
    private final AllocationRows allocations;
    private final Holdings holdings;
    private final Oversells oversells;
    private final Stock stock;
    private final Announcements announcements;

    Promises(
            ReservationRows rows,
            AllocationRows allocations,
            Holdings holdings,
            Oversells oversells,
            Stock stock,
            Announcements announcements) {
        this.rows = rows;
        this.allocations = allocations;
        this.holdings = holdings;
        this.oversells = oversells;
        this.stock = stock;
        this.announcements = announcements;
    }

    /**
     * A promise to be kept.
     *
     * @param warehouse where the items are held on the book
     */
    public record Owed(UUID orderId, List<Quantity> items, String warehouse) implements Warehouses.Wish {}

    /** What a warehouse owes, or whom its consumer asked in its stead before a crash; empty if nothing is owed any more. */
    public Optional<Owed> owed(UUID orderId, String warehouse) {
        ReservationRow row = promised(orderId);
        if (row == null) {
            return Optional.empty();
        }
        Map<String, AllocationState> states = allocations.of(orderId);
        if (states.get(warehouse) == AllocationState.ESTIMATED) {
            return Optional.of(new Owed(orderId, Items.read(row.items()), warehouse));
        }
        boolean refused =
                states.get(warehouse) == AllocationState.RELEASING || states.get(warehouse) == AllocationState.RELEASED;
        return states.entrySet().stream()
                .filter(allocation -> refused && allocation.getValue() == AllocationState.ASKED)
                .map(allocation -> new Owed(orderId, Items.read(row.items()), allocation.getKey()))
                .findFirst();
    }

    /** The warehouse holds the items. False if nothing was owed any more: the order was released meanwhile, and so will they be. */
    public boolean kept(Owed owed) {
        if (!isStillOwed(owed)) {
            return false;
        }
        allocations.become(owed.orderId(), owed.warehouse(), AllocationState.CONFIRMED);
        rows.become(owed.orderId(), ReservationState.RESERVED, Basis.REAL_TIME);
        return true;
    }

    /** The warehouse, asked in another's stead, gave no answer: it owes the items now, and is told by Kafka. */
    public void passedOn(Owed owed) {
        if (isStillOwed(owed)) {
            allocations.become(owed.orderId(), owed.warehouse(), AllocationState.ESTIMATED);
            holdings.command(owed.orderId(), owed.warehouse(), owed.items());
        }
    }

    /** What becomes of a promise that its warehouse does not keep. */
    public sealed interface Elsewhere {

        /** Another warehouse has it by the book, where it is held now, and is to be asked. */
        record Ask(Owed owed) implements Elsewhere {}

        /** No warehouse has it. The order waits for new stock. */
        record Oversold(@Nullable String sku) implements Elsewhere {}

        /** The order was released meanwhile. */
        record NothingOwed() implements Elsewhere {}
    }

    /** The warehouse does not have the items. */
    public Elsewhere refused(Owed owed, Refused answer) {
        if (!isStillOwed(owed)) {
            return new Elsewhere.NothingOwed();
        }
        // Locked at once, for what is given back here and taken there.
        stock.lock(owed.items(), Warehouses.IDS);
        // It may have been asked before without an answer, and what was sent then must not take effect after this.
        holdings.refused(owed.orderId(), owed.warehouse(), answer, true);
        Map<String, AllocationState> states = allocations.of(owed.orderId());
        List<StockRow> levels = stock.levels(owed.items());
        for (String other : Warehouses.IDS) {
            if (!states.containsKey(other)
                    && Stock.hasAll(levels, other, owed.items())
                    && holdings.take(owed.orderId(), owed.items(), other, AllocationState.ASKED)) {
                return new Elsewhere.Ask(new Owed(owed.orderId(), owed.items(), other));
            }
        }
        String sku = answer instanceof TooFew lack ? lack.sku() : null;
        rows.become(owed.orderId(), ReservationState.BACKORDERED, null);
        oversells.add(owed.orderId(), owed.warehouse(), owed.items(), sku);
        announcements.backOrder(owed.orderId(), owed.items(), "oversold");
        return new Elsewhere.Oversold(sku);
    }

    /** Whether the warehouse is still to give back what it may hold; not if the order has come to hold something there again. */
    public boolean isToRelease(UUID orderId, String warehouse) {
        rows.lock(orderId);
        AllocationState state = allocations.of(orderId).get(warehouse);
        return state == null || !state.isHeldOnTheBook();
    }

    /** The warehouse holds nothing for the order, and never will. */
    public void releasedAt(UUID orderId, String warehouse) {
        rows.lock(orderId);
        if (allocations.of(orderId).get(warehouse) == AllocationState.RELEASING) {
            allocations.become(orderId, warehouse, AllocationState.RELEASED);
        }
    }

    /** Sends again what the order's warehouses were told and have not done. */
    void commandAgain(UUID orderId) {
        Optional<ReservationRow> row = rows.lock(orderId);
        if (row.isEmpty()) {
            return;
        }
        allocations.of(orderId).forEach((warehouse, state) -> {
            if (state == AllocationState.ESTIMATED) {
                holdings.command(orderId, warehouse, Items.read(row.get().items()));
            } else if (state == AllocationState.RELEASING) {
                holdings.tellToRelease(orderId, warehouse);
            }
        });
    }

    private boolean isStillOwed(Owed owed) {
        AllocationState state = promised(owed.orderId()) == null
                ? null
                : allocations.of(owed.orderId()).get(owed.warehouse());
        return state == AllocationState.ESTIMATED || state == AllocationState.ASKED;
    }

    private @Nullable ReservationRow promised(UUID orderId) {
        return rows.lock(orderId)
                .filter(row -> row.state() == ReservationState.RESERVED && row.basis() == Basis.ESTIMATED)
                .orElse(null);
    }
}
