package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.counting.Counting;
import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.reserving.Reservation.BackOrdered;
import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.reserving.Reservation.BeingWorkedOn;
import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Step.Answered;
import dev.breakwater.inventory.reserving.Step.Promised;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.stock.StockRow;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gets orders their stock: all items from one warehouse, or nothing. Asks the warehouses without holding a transaction; what is to be
 * asked is written before, what came of it after. Thread-safe.
 */
@Component
public class Reservations {

    private final InventoryDatabase database;
    private final ReservationBook book;
    private final ReservationRows rows;
    private final Holdings holdings;
    private final GuardedAllotment allotment;
    private final GuardedRelease releasing;
    private final Counting counting;
    private final Stock stock;

    Reservations(
            InventoryDatabase database,
            ReservationBook book,
            ReservationRows rows,
            Holdings holdings,
            GuardedAllotment allotment,
            GuardedRelease releasing,
            Counting counting,
            Stock stock) {
        this.database = database;
        this.book = book;
        this.rows = rows;
        this.holdings = holdings;
        this.allotment = allotment;
        this.releasing = releasing;
        this.counting = counting;
        this.stock = stock;
    }

    /**
     * Gets all items for the order, or none. Asked again it answers again and changes nothing.
     *
     * @param items each product once
     * @param tellOutcome whether a back order is also told on {@code inventory.outcomes}
     * @throws DependencyUnavailableException if the database is away; what was begun is finished later
     */
    public Reservation reserve(UUID orderId, List<Quantity> items, boolean tellOutcome) {
        Attempt attempt = new Attempt(orderId, items, tellOutcome);
        Reservation known = database.inTransaction(() -> book.begin(attempt));
        if (known != null) {
            return known;
        }
        try {
            return ask(attempt);
        } catch (ClaimLostException released) {
            return asItStands(attempt);
        } catch (DependencyUnavailableException silent) {
            if (!silent.dependency().startsWith(Warehouses.breaker(""))) {
                throw silent;
            }
            return asItStands(attempt); // no level of the fallback may write what is not ours any more
        }
    }

    /** Gives the order's stock back, now and for ever: a reservation that arrives later does nothing. */
    public void release(UUID orderId) {
        List<String> toTell = database.inTransaction(() -> {
            if (rows.open(orderId, ReservationState.RELEASED, "", null, null)
                    || rows.lock(orderId).orElseThrow().state() == ReservationState.RELEASED) {
                return List.of();
            }
            List<String> released = holdings.releaseAll(orderId);
            rows.become(orderId, ReservationState.RELEASED, null);
            return released;
        });
        toTell.forEach(warehouse -> releasing.releaseAt(warehouse, orderId));
    }

    private Reservation ask(Attempt attempt) {
        boolean everybodyCounted = false;
        while (true) {
            String warehouse = next(attempt);
            if (warehouse == null) {
                if (everybodyCounted || !counting.recount()) {
                    return nobodyHasIt(attempt, everybodyCounted);
                }
                everybodyCounted = true;
                continue;
            }
            Step step = allotment.ask(attempt, warehouse);
            if (!(step instanceof Answered answered)) {
                return step instanceof Promised promised
                        ? new Reserved(Basis.ESTIMATED, promised.warehouse())
                        : new BackOrdered();
            }
            if (!(answered.answer() instanceof Refused refused)) {
                database.inTransaction(() -> {
                    book.confirmed(attempt, answered.warehouse());
                    return warehouse;
                });
                return new Reserved(Basis.REAL_TIME, answered.warehouse());
            }
            database.inTransaction(() -> {
                book.refused(attempt, answered.warehouse(), refused);
                return warehouse;
            });
            attempt.leave(answered.warehouse());
        }
    }

    private @Nullable String next(Attempt attempt) {
        while (attempt.warehouse() == null && !database.inTransaction(() -> book.holdNext(attempt))) {
            // another order took the last of it there; each turn leaves one warehouse less to try
        }
        return attempt.warehouse();
    }

    private Reservation nobodyHasIt(Attempt attempt, boolean everybodyCounted) {
        return database.inTransaction(() -> {
            if (everybodyCounted) {
                book.giveUp(attempt);
                return lack(attempt.items());
            }
            book.backOrder(attempt);
            return new BackOrdered();
        });
    }

    /** The first product that is short where the least is missing. */
    private Insufficient lack(List<Quantity> items) {
        List<StockRow> levels = stock.levels(items);
        return Warehouses.IDS.stream()
                .map(warehouse -> items.stream()
                        .filter(item -> !Stock.hasAll(levels, warehouse, List.of(item)))
                        .map(item -> new Insufficient(item.sku(), available(levels, warehouse, item.sku())))
                        .toList())
                .filter(lacks -> !lacks.isEmpty())
                .min(Comparator.<List<Insufficient>>comparingInt(List::size)
                        .thenComparing(lacks -> -lacks.get(0).available()))
                .map(lacks -> lacks.get(0))
                // Somebody gave stock back this very moment: what was true when we asked is the answer.
                .orElseGet(() -> new Insufficient(items.get(0).sku(), 0));
    }

    private static long available(List<StockRow> levels, String warehouse, String sku) {
        return levels.stream()
                .filter(row -> row.warehouse().equals(warehouse) && row.sku().equals(sku))
                .mapToLong(StockRow::available)
                .sum();
    }

    private Reservation asItStands(Attempt attempt) {
        Reservation known = database.inTransaction(() -> book.known(attempt));
        return known == null ? new BeingWorkedOn() : known;
    }
}
