package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.PaymentState;
import dev.breakwater.order.book.StockState;
import dev.breakwater.order.inventory.Reservation;
import dev.breakwater.order.inventory.ReservationOutcome;
import dev.breakwater.order.inventory.Stock;
import dev.breakwater.order.payment.Charge;
import dev.breakwater.order.payment.PaymentGateway;
import dev.breakwater.order.payment.PaymentOutcome;
import dev.breakwater.order.settling.SettleOrder;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Guards;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Places orders, each at most once for a user's idempotency key. Backward, wherever the news come from: declined, now or later → stock
 * released, customer told; too little in stock → refused before anything is charged, a back order after. Both are {@link SettleOrder}'s,
 * in the transaction that stores the news. Thread-safe.
 */
@Component
public class PlaceOrder {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final PriceOrder price;
    private final StoreOrder store;
    private final Stock stock;
    private final PaymentGateway payments;
    private final SettleOrder settle;
    private final InWork inWork;
    private final Guards guards;

    PlaceOrder(
            PriceOrder price,
            StoreOrder store,
            Stock stock,
            PaymentGateway payments,
            SettleOrder settle,
            InWork inWork,
            Guards guards) {
        this.price = price;
        this.store = store;
        this.stock = stock;
        this.payments = payments;
        this.settle = settle;
        this.inWork = inWork;
        this.guards = guards;
    }

    /**
     * The whole flow: price the basket, store the order under its key, then {@link #finish} it. From the first commit on the order comes
     * to an end whatever happens to this thread ({@link ResumeOrders}); without a database to commit to, from its confirmation by Kafka
     * on.
     */
    public PlacementResult place(Customer customer, String idempotencyKey, Basket basket) {
        PriceOrder.Priced priced = price.price(customer, idempotencyKey, basket);
        if (priced instanceof PriceOrder.Priced.Unorderable no) {
            return no.why();
        }
        if (priced instanceof PriceOrder.Priced.NotAtThatQuote no) {
            // A quote that expired between an order and its replay must not make another answer of it.
            return store.earlier(customer.id(), idempotencyKey, basket.hash()).orElse(no.why());
        }
        Order order = ((PriceOrder.Priced.Ready) priced).order();
        Optional<PlacementResult> instead = store.store(order, idempotencyKey);
        if (instead.isPresent()) {
            return instead.get();
        }
        try {
            return new PlacementResult.Answered(finish(order));
        } catch (DependencyUnavailableException e) {
            // It is stored, and whoever resumes it finds out how far it came; the customer need not try again.
            log.warn("Order {} stays PLACED until it is resumed: {}", order.id(), e.getMessage());
            guards.answeredInstead(e, "resumeLater");
            return new PlacementResult.Unfinished(order.unstored());
        }
    }

    /**
     * The saga of a stored order: stock, payment, conclusion, each step idempotent by the order's id. May be run again from the start
     * after a crash at any point.
     *
     * @throws DependencyUnavailableException when a step has no fallback left; the order stays PLACED and is resumed
     */
    Order finish(Order placed) {
        return inWork.during(placed.id(), () -> {
            ReservationOutcome reserved = ReservationOutcome.before(placed.facts())
                    .orElseGet(() -> stock.reserve(Reservation.of(placed.id(), placed.items())));
            if (reserved instanceof ReservationOutcome.Insufficient lacking) {
                return settle.conclude(
                        placed.id(),
                        PaymentState.UNKNOWN,
                        null,
                        StockState.INSUFFICIENT,
                        lacking.sku(),
                        lacking.available());
            }
            if (reserved instanceof ReservationOutcome.Backordered waiting) {
                // Nobody pays for what may never come: the payment follows when the stock does.
                return settle.conclude(placed.id(), PaymentState.UNKNOWN, null, waiting.stock(), waiting.sku(), null);
            }
            StockState stockState =
                    reserved instanceof ReservationOutcome.Deferred ? StockState.DEFERRED : StockState.RESERVED;
            PaymentOutcome paid = payments.charge(charge(placed));
            String declineCode = paid instanceof PaymentOutcome.Declined declined ? declined.code() : null;
            return settle.conclude(placed.id(), state(paid), declineCode, stockState, null, null);
        });
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
}
