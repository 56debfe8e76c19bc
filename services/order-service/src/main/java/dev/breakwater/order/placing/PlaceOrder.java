package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.PaymentState;
import dev.breakwater.order.book.StockState;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.inventory.Reservation;
import dev.breakwater.order.inventory.ReservationOutcome;
import dev.breakwater.order.inventory.Stock;
import dev.breakwater.order.payment.Charge;
import dev.breakwater.order.payment.PaymentGateway;
import dev.breakwater.order.payment.PaymentOutcome;
import dev.breakwater.order.products.Products;
import dev.breakwater.order.settling.SettleOrder;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Places orders, each at most once for a user's idempotency key. Thread-safe. */
@Component
public class PlaceOrder {

    private final Products products;
    private final OrderDatabase database;
    private final OrderBook book;
    private final Stock stock;
    private final PaymentGateway payments;
    private final SettleOrder settle;
    private final InWork inWork;
    private final Duration grace;
    private final Clock clock;

    PlaceOrder(
            Products products,
            OrderDatabase database,
            OrderBook book,
            Stock stock,
            PaymentGateway payments,
            SettleOrder settle,
            InWork inWork,
            PlacingProperties properties,
            Speed speed,
            Clock clock) {
        this.products = products;
        this.database = database;
        this.book = book;
        this.stock = stock;
        this.payments = payments;
        this.settle = settle;
        this.inWork = inWork;
        this.grace = properties.grace(speed);
        this.clock = clock;
    }

    /**
     * The whole flow: store the order under its key, then {@link #finish} it. From the first commit on the order comes to an end whatever
     * happens to this thread ({@link ResumeOrders}).
     */
    public PlacementResult place(Customer customer, String idempotencyKey, Basket basket) {
        Prices prices = new Prices(products.bySku());
        Optional<PlacementResult> unorderable = prices.unorderable(basket);
        if (unorderable.isPresent()) {
            return unorderable.get();
        }
        Order order = prices.order(customer, basket, clock.instant());
        if (!stored(order, idempotencyKey)) {
            return earlier(customer.id(), idempotencyKey, order.requestHash());
        }
        return new PlacementResult.Answered(finish(order));
    }

    /**
     * Takes a stored order to its end: stock, payment, outcome. May be run again from the start after a crash at any point, since each step
     * is idempotent by the order's id.
     *
     * @throws DependencyUnavailableException when a step has no fallback left; the order stays PLACED and is resumed
     */
    Order finish(Order placed) {
        return inWork.during(placed.id(), () -> {
            ReservationOutcome reserved = reserve(placed);
            if (reserved instanceof ReservationOutcome.Insufficient lacking) {
                return settle.conclude(
                        placed.id(),
                        PaymentState.UNKNOWN,
                        null,
                        StockState.INSUFFICIENT,
                        lacking.sku(),
                        lacking.available());
            }
            StockState stockState =
                    reserved instanceof ReservationOutcome.Deferred ? StockState.DEFERRED : StockState.RESERVED;
            PaymentOutcome paid = payments.charge(charge(placed));
            String declineCode = paid instanceof PaymentOutcome.Declined declined ? declined.code() : null;
            return settle.conclude(placed.id(), state(paid), declineCode, stockState, null, null);
        });
    }

    /** A deferred reservation is not asked for again: the payment may have gone through since, and what stock says comes by message. */
    private ReservationOutcome reserve(Order placed) {
        return placed.facts().stock() == StockState.UNKNOWN
                ? stock.reserve(Reservation.of(placed.id(), placed.items()))
                : new ReservationOutcome.Deferred();
    }

    private static Charge charge(Order placed) {
        return new Charge(
                placed.id(), placed.customer().id(), placed.totalMinor(), placed.currency(), placed.paymentMethod());
    }

    private static PaymentState state(PaymentOutcome paid) {
        if (paid instanceof PaymentOutcome.Charged) {
            return PaymentState.CHARGED;
        }
        if (paid instanceof PaymentOutcome.Declined) {
            return PaymentState.DECLINED;
        }
        return paid instanceof PaymentOutcome.InReview ? PaymentState.IN_REVIEW : PaymentState.QUEUED;
    }

    /** False when the key was used before. */
    private boolean stored(Order order, String idempotencyKey) {
        try {
            return database.inTransaction(() -> {
                book.insert(order, idempotencyKey, order.createdAt().plus(grace));
                return true;
            });
        } catch (DuplicateKeyException usedBefore) {
            return false;
        }
    }

    private PlacementResult earlier(UUID userId, String idempotencyKey, String requestHash) {
        Order earlier = database.read(() -> book.byKey(userId, idempotencyKey)).orElseThrow();
        if (!earlier.requestHash().equals(requestHash)) {
            return new PlacementResult.KeyReused();
        }
        return earlier.answer() == null ? new PlacementResult.InProgress() : new PlacementResult.Replayed(earlier);
    }
}
