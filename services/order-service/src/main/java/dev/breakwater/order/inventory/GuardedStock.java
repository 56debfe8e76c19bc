package dev.breakwater.order.inventory;

import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.StockState;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** inventory-service behind its breaker. */
@Component
class GuardedStock implements Stock {

    private static final Logger log = LoggerFactory.getLogger(GuardedStock.class);

    private final GuardedCall<Reservation, ReservationOutcome> reserve;
    private final OrderDatabase database;
    private final OrderBook book;
    private final StockCommands commands;
    private final StockEstimate estimate;

    GuardedStock(
            Guards guards,
            InventoryHttpClient inventory,
            OrderDatabase database,
            OrderBook book,
            StockCommands commands,
            StockEstimate estimate) {
        this.estimate = estimate;
        this.database = database;
        this.book = book;
        this.commands = commands;
        this.reserve = guards.on("inventory-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(inventory::reserve)
                .orElse("estimatedStock", this::estimatedStock)
                .orElse("reserveLater", this::reserveLater);
    }

    @Override
    public ReservationOutcome reserve(Reservation reservation) {
        try {
            return reserve.with(reservation);
        } catch (RefusedException why) {
            return askByMessage(reservation, why);
        }
    }

    /**
     * A refusal says nothing of the stock, so that nobody pays until inventory-service has said something of it: the order waits as a
     * back order, and the same question goes as a message, which is answered once it can be.
     */
    private ReservationOutcome askByMessage(Reservation reservation, RefusedException why) {
        log.error("The reservation of order {} is asked for by message: {}", reservation.orderId(), why.getMessage());
        return defer(reservation, new ReservationOutcome.Backordered(StockState.DOUBTFUL, null));
    }

    /**
     * The last known stock decides what the customer is told now: the order goes on, or waits as a back order that is not charged. Either
     * way the reservation follows by message, and inventory-service has the last word.
     */
    private ReservationOutcome estimatedStock(Reservation reservation, Trouble why) {
        Optional<String> shortSku = estimate.lacks(reservation);
        return shortSku.isPresent()
                ? defer(reservation, new ReservationOutcome.Backordered(StockState.DOUBTFUL, shortSku.get()))
                : reserveLater(reservation, why);
    }

    /** Without an estimate, too, the order goes on. Harmless if the first reservation went through after all. */
    private ReservationOutcome reserveLater(Reservation reservation, Trouble why) {
        return defer(reservation, new ReservationOutcome.Deferred());
    }

    /**
     * What was decided is stored with the command: whoever resumes the order must not ask again and reject what may be paid by then.
     * Whoever asks beside another is told the same, and nothing is sent twice.
     */
    private ReservationOutcome defer(Reservation reservation, ReservationOutcome decided) {
        StockState state =
                decided instanceof ReservationOutcome.Backordered ? StockState.DOUBTFUL : StockState.DEFERRED;
        String sku = decided instanceof ReservationOutcome.Backordered lacking ? lacking.sku() : null;
        return database.inTransaction(() -> {
            Order order = book.lock(reservation.orderId()).orElseThrow();
            Optional<ReservationOutcome> before = ReservationOutcome.before(order.facts());
            if (before.isPresent()) {
                return before.get();
            }
            book.update(order.id(), order.facts().stock(state, sku), order.status(), order.answer());
            commands.reserve(reservation);
            return decided;
        });
    }
}
