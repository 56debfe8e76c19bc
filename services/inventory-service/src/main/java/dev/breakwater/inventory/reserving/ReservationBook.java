package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.messaging.Announcements;
import dev.breakwater.inventory.messaging.StockOutcome;
import dev.breakwater.inventory.messaging.StockOutcome.Kind;
import dev.breakwater.inventory.reserving.Reservation.BackOrdered;
import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.reserving.Reservation.BeingWorkedOn;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Released;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.stock.Items;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.stock.StockRow;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is written of an order while the warehouses are asked for it. Every method is one transaction of the caller's, which locks the
 * order's row before any stock; between two of them a warehouse is asked, and a crash may come.
 */
@Component
class ReservationBook {

    private final ReservationRows rows;
    private final AllocationRows allocations;
    private final Holdings holdings;
    private final Stock stock;
    private final Announcements announcements;
    private final Told told;
    private final Clock clock;
    private final Duration claim;
    private final Duration estimateAge;

    ReservationBook(
            ReservationRows rows,
            AllocationRows allocations,
            Holdings holdings,
            Stock stock,
            Announcements announcements,
            Told told,
            ReservingProperties properties,
            Speed speed,
            Clock clock) {
        this.rows = rows;
        this.allocations = allocations;
        this.holdings = holdings;
        this.stock = stock;
        this.announcements = announcements;
        this.told = told;
        this.clock = clock;
        this.claim = properties.claim(speed);
        this.estimateAge = speed.divide(properties.estimateAge());
    }

    /** Claims the order for this attempt and holds its items at a first warehouse; or says what is already known of the order. */
    @Nullable
    Reservation begin(Attempt attempt) {
        Instant until = clock.instant().plus(claim);
        String items = Items.spelled(attempt.items());
        if (rows.open(attempt.orderId(), ReservationState.RESERVING, items, attempt.claim(), until)) {
            Optional<String> unknown = unknownProduct(attempt.items());
            if (unknown.isPresent()) {
                rows.forget(attempt.orderId());
                return new UnknownProduct(unknown.get());
            }
        } else {
            ReservationRow row = rows.lock(attempt.orderId()).orElseThrow(ClaimLostException::new);
            if (row.state() != ReservationState.RESERVING || row.isClaimedAt(clock.instant())) {
                return known(attempt.orderId(), row, items);
            }
            if (!row.items().equals(items)) {
                return new OtherItems();
            }
            rows.claim(attempt.orderId(), attempt.claim(), until);
        }
        hold(attempt);
        return null;
    }

    /** What is known of the order; null if nothing is. */
    @Nullable
    Reservation known(Attempt attempt) {
        return rows.lock(attempt.orderId())
                .map(row -> known(attempt.orderId(), row, Items.spelled(attempt.items())))
                .orElse(null);
    }

    private Reservation known(UUID orderId, ReservationRow row, String items) {
        if (row.state() == ReservationState.RELEASED) {
            return new Released();
        }
        if (!row.items().equals(items)) {
            return new OtherItems();
        }
        return switch (row.state()) {
            case RESERVED ->
                new Reserved(
                        Objects.requireNonNull(row.basis()),
                        holdings.holder(orderId).orElse(""));
            case BACKORDERED -> new BackOrdered();
            case RESERVING, RELEASED -> new BeingWorkedOn();
        };
    }

    /**
     * Holds the items at the next warehouse that has all of them by the book, for it to be asked; at none if there is none. One of an
     * earlier attempt comes first, since it may hold them already.
     *
     * @return false if another order was faster: call again, in a new transaction
     */
    boolean holdNext(Attempt attempt) {
        mine(attempt);
        return hold(attempt);
    }

    private boolean hold(Attempt attempt) {
        Map<String, AllocationState> asked = allocations.of(attempt.orderId());
        for (String warehouse : attempt.preferred()) {
            if (asked.get(warehouse) == AllocationState.ASKED && attempt.mayAsk(warehouse)) {
                attempt.askAgain(warehouse);
                return true;
            }
        }
        List<StockRow> levels = stock.levels(attempt.items());
        for (String warehouse : attempt.preferred()) {
            if (attempt.mayAsk(warehouse)
                    && !asked.containsKey(warehouse)
                    && Stock.hasAll(levels, warehouse, attempt.items())) {
                if (holdings.take(attempt.orderId(), attempt.items(), warehouse, AllocationState.ASKED)) {
                    attempt.ask(warehouse);
                    return true;
                }
                attempt.leave(warehouse);
                return false;
            }
        }
        attempt.ask(null);
        return true;
    }

    /** The warehouse holds the items. */
    void confirmed(Attempt attempt, String warehouse) {
        mine(attempt);
        allocations.become(attempt.orderId(), warehouse, AllocationState.CONFIRMED);
        holdings.releaseAllBut(attempt.orderId(), warehouse, attempt.unsent());
        rows.become(attempt.orderId(), ReservationState.RESERVED, Basis.REAL_TIME);
    }

    /** The warehouse does not hold the items. */
    void refused(Attempt attempt, String warehouse, Refused answer) {
        mine(attempt);
        // What was sent earlier may still be on its way to the warehouse, and must not take effect after this.
        boolean late = attempt.wasAskedBefore(warehouse);
        holdings.refused(attempt.orderId(), warehouse, answer, late);
    }

    /**
     * Promises the items from what the book says of a warehouse that gave no answer, and where it holds them: best of one that was
     * asked, since it may hold them already. The warehouse will be told.
     */
    Optional<String> promise(Attempt attempt) {
        mine(attempt);
        Optional<String> promising = promising(attempt);
        promising.ifPresent(warehouse -> {
            allocations.become(attempt.orderId(), warehouse, AllocationState.ESTIMATED);
            holdings.command(attempt.orderId(), warehouse, attempt.items());
            holdings.releaseAllBut(attempt.orderId(), warehouse, attempt.unsent());
            rows.become(attempt.orderId(), ReservationState.RESERVED, Basis.ESTIMATED);
        });
        return promising;
    }

    private Optional<String> promising(Attempt attempt) {
        List<StockRow> levels = stock.lock(attempt.items(), Warehouses.IDS);
        Map<String, AllocationState> asked = allocations.of(attempt.orderId());
        return attempt.preferred().stream()
                .filter(warehouse -> asked.get(warehouse) == AllocationState.ASKED && isRecent(levels, warehouse))
                .min(Comparator.comparing(warehouse -> attempt.unsent().contains(warehouse)));
    }

    /** Whether an estimate would do for {@link #promise}. */
    boolean couldPromise(Attempt attempt) {
        mine(attempt);
        return promising(attempt).isPresent();
    }

    /** Nobody has it, and not everybody could be asked. */
    void backOrder(Attempt attempt) {
        mine(attempt);
        holdings.releaseAllBut(attempt.orderId(), null, attempt.unsent());
        rows.become(attempt.orderId(), ReservationState.BACKORDERED, null);
        announcements.backOrder(attempt.orderId(), attempt.items(), "warehouses-unavailable");
        if (attempt.tellOutcome()) {
            StockOutcome outcome =
                    told.once(StockOutcome.of(attempt.orderId(), attempt.orderId(), Kind.BACKORDERED, null));
            if (outcome != null) {
                announcements.outcome(outcome);
            }
        }
    }

    /**
     * Nobody has it. Not remembered, for the same order may ask again when there is stock again, unless a warehouse is still to be
     * told to release something: what comes of a new request must not be undone by that.
     */
    void giveUp(Attempt attempt) {
        mine(attempt);
        if (allocations.of(attempt.orderId()).containsValue(AllocationState.RELEASING)) {
            rows.become(attempt.orderId(), ReservationState.RESERVING, null);
        } else {
            rows.forget(attempt.orderId());
        }
    }

    private void mine(Attempt attempt) {
        boolean mine = rows.lock(attempt.orderId())
                .filter(row -> row.state() == ReservationState.RESERVING)
                .filter(row -> attempt.claim().equals(row.claim()))
                .isPresent();
        if (!mine) {
            throw new ClaimLostException();
        }
    }

    private Optional<String> unknownProduct(List<Quantity> items) {
        List<StockRow> levels = stock.levels(items);
        return items.stream()
                .map(Quantity::sku)
                .filter(sku -> levels.stream().noneMatch(row -> row.sku().equals(sku)))
                .findFirst();
    }

    private boolean isRecent(List<StockRow> levels, String warehouse) {
        Instant oldest = clock.instant().minus(estimateAge);
        return levels.stream()
                .filter(row -> row.warehouse().equals(warehouse))
                .noneMatch(row -> row.countedAt().isBefore(oldest));
    }
}
