package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Released;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.stock.Taking;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds stock for orders. Thread-safe; every method needs the caller's transaction. The order's row is locked before any
 * stock, by everybody.
 */
@Component
public class Reservations {

    private final ReservationRows rows;
    private final Stock stock;

    Reservations(ReservationRows rows, Stock stock) {
        this.rows = rows;
        this.stock = stock;
    }

    /**
     * Holds all items for the order, or none. Asked again it answers again and changes nothing.
     *
     * @param items each product once
     */
    public Reservation reserve(UUID orderId, List<Quantity> items) {
        if (!rows.open(orderId, State.RESERVED)) {
            return found(orderId, items);
        }
        Taking taking = stock.take(items);
        if (taking instanceof Taking.Taken taken) {
            rows.addLines(orderId, taken.allotments());
            return new Reserved();
        }
        // Not remembered: the same order may ask again when there is stock again.
        rows.forget(orderId);
        return taking instanceof Taking.TooFew lack
                ? new Insufficient(lack.sku(), lack.available())
                : new UnknownProduct(((Taking.NotKept) taking).sku());
    }

    /** Gives the order's stock back, now and for ever: a reservation that arrives later does nothing. */
    public void release(UUID orderId) {
        if (rows.open(orderId, State.RELEASED) || rows.lock(orderId) == State.RELEASED) {
            return;
        }
        stock.giveBack(rows.lines(orderId));
        rows.release(orderId);
    }

    private Reservation found(UUID orderId, List<Quantity> items) {
        if (rows.lock(orderId) == State.RELEASED) {
            return new Released();
        }
        return rows.holds(orderId, items) ? new Reserved() : new OtherItems();
    }

    enum State {
        RESERVED,
        RELEASED
    }
}
