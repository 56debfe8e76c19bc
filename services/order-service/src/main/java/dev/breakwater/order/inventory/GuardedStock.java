package dev.breakwater.order.inventory;

import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.StockState;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import org.springframework.stereotype.Component;

/** inventory-service behind its breaker. */
@Component
class GuardedStock implements Stock {

    private final GuardedCall<Reservation, ReservationOutcome> reserve;
    private final OrderDatabase database;
    private final OrderBook book;
    private final StockCommands commands;

    GuardedStock(
            Guards guards,
            InventoryHttpClient inventory,
            OrderDatabase database,
            OrderBook book,
            StockCommands commands) {
        this.database = database;
        this.book = book;
        this.commands = commands;
        this.reserve = guards.on("inventory-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(inventory::reserve)
                .orElse("reserveLater", this::reserveLater);
    }

    @Override
    public ReservationOutcome reserve(Reservation reservation) {
        return reserve.with(reservation);
    }

    /**
     * The order goes on; the reservation follows by message, and is harmless if the first one went through after all. That it was
     * deferred is stored with the command: whoever resumes the order must not ask again and reject what may be paid by then.
     */
    private ReservationOutcome reserveLater(Reservation reservation, Trouble why) {
        return database.inTransaction(() -> {
            Order order = book.lock(reservation.orderId()).orElseThrow();
            Facts facts = order.facts().stock(StockState.DEFERRED, null);
            book.update(order.id(), facts, order.status(), order.answer());
            commands.reserve(reservation);
            return new ReservationOutcome.Deferred();
        });
    }
}
