package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.messaging.Announcements;
import dev.breakwater.inventory.stock.Allotment;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Never;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.TooFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the book holds for an order at each warehouse: pieces, lines and allocation change together. For the holder of the lock of the
 * order's row.
 */
@Component
class Holdings {

    private final ReservationRows rows;
    private final AllocationRows allocations;
    private final Stock stock;
    private final Announcements announcements;

    Holdings(ReservationRows rows, AllocationRows allocations, Stock stock, Announcements announcements) {
        this.rows = rows;
        this.allocations = allocations;
        this.stock = stock;
        this.announcements = announcements;
    }

    /** Holds the items at the warehouse, if the book says that it has them all. */
    boolean take(UUID orderId, List<Quantity> items, String warehouse, AllocationState state) {
        if (!Stock.hasAll(stock.lock(items, List.of(warehouse)), warehouse, items)) {
            return false;
        }
        List<Allotment> allotments = items.stream()
                .map(item -> new Allotment(item.sku(), warehouse, item.pieces()))
                .toList();
        stock.take(allotments);
        rows.addLines(orderId, allotments);
        allocations.add(orderId, warehouse, state);
        return true;
    }

    /** Gives back what the book holds at the warehouse; the allocation is the caller's to change. */
    void giveBack(UUID orderId, String warehouse) {
        stock.giveBack(rows.lines(orderId).stream()
                .filter(line -> line.warehouse().equals(warehouse))
                .toList());
        rows.removeLines(orderId, warehouse);
    }

    /**
     * The warehouse does not hold the items, and the book learns how much it has.
     *
     * @param fence whether to tell it to release them, too, in case it comes to hold them after all
     */
    void refused(UUID orderId, String warehouse, Refused answer, boolean fence) {
        giveBack(orderId, warehouse);
        if (fence || answer instanceof Never) {
            tellToRelease(orderId, warehouse);
        } else {
            allocations.become(orderId, warehouse, AllocationState.REFUSED);
        }
        if (answer instanceof TooFew lack) {
            stock.atMost(warehouse, lack.sku(), lack.available());
        }
    }

    /** The warehouse will be told to hold what was promised of it. */
    void command(UUID orderId, String warehouse, List<Quantity> items) {
        announcements.allocate(warehouse, orderId, items);
        allocations.commanded(orderId, warehouse);
    }

    /** What other warehouses hold or may hold is given back on the book, and they will be told. */
    void releaseAllBut(UUID orderId, @Nullable String keep) {
        List<String> released = toBeReleased(orderId, keep);
        if (released.isEmpty()) {
            return;
        }
        stock.giveBack(rows.lines(orderId).stream()
                .filter(line -> released.contains(line.warehouse()))
                .toList());
        for (String warehouse : released) {
            rows.removeLines(orderId, warehouse);
            tellToRelease(orderId, warehouse);
        }
    }

    /**
     * Everything is given back on the book; the lines stay as a record of what was held.
     *
     * @return the warehouses that must still be told; {@code Mending} tells those that are not
     */
    List<String> releaseAll(UUID orderId) {
        List<String> released = toBeReleased(orderId, null);
        stock.giveBack(rows.lines(orderId));
        released.forEach(warehouse -> allocations.become(orderId, warehouse, AllocationState.RELEASING));
        return released;
    }

    /** The warehouse will be told to give back whatever it holds. */
    void tellToRelease(UUID orderId, String warehouse) {
        allocations.become(orderId, warehouse, AllocationState.RELEASING);
        announcements.release(warehouse, orderId);
        allocations.commanded(orderId, warehouse);
    }

    /** The warehouse where the book holds the order's items. */
    Optional<String> holder(UUID orderId) {
        return rows.lines(orderId).stream().map(Allotment::warehouse).findFirst();
    }

    private List<String> toBeReleased(UUID orderId, @Nullable String keep) {
        List<String> released = new ArrayList<>();
        for (Map.Entry<String, AllocationState> allocation :
                allocations.of(orderId).entrySet()) {
            if (!allocation.getKey().equals(keep) && allocation.getValue().isHeldOnTheBook()) {
                released.add(allocation.getKey());
            }
        }
        return released;
    }
}
