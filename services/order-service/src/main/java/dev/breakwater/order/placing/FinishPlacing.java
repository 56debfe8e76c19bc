package dev.breakwater.order.placing;

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
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The saga of a stored order. Forward, each step idempotent by the order's id:
 *
 * <ol>
 *   <li>stock is reserved, now, by message, or not at all;
 *   <li>the payment is charged, queued, or not at all;
 *   <li>the conclusion is drawn under the order's lock ({@link SettleOrder}), and the customer is told.
 * </ol>
 *
 * Backward, wherever the news come from: declined, now or later → stock released, customer told; too little in stock → refused before
 * anything is charged, a back order after. Both are {@link SettleOrder}'s, in the transaction that stores the news.
 */
@Component
class FinishPlacing {

    private final Stock stock;
    private final PaymentGateway payments;
    private final SettleOrder settle;
    private final InWork inWork;
    private final Duration grace;

    FinishPlacing(
            Stock stock,
            PaymentGateway payments,
            SettleOrder settle,
            InWork inWork,
            PlacingProperties properties,
            Speed speed) {
        this.stock = stock;
        this.payments = payments;
        this.settle = settle;
        this.inWork = inWork;
        this.grace = properties.grace(speed);
    }

    /** Until when an order belongs to whoever stores it now. */
    Instant claimUntil(Instant now) {
        return now.plus(grace);
    }

    /**
     * Takes a stored order to its end: stock, payment, outcome. May be run again from the start after a crash at any point.
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

    /** A deferred reservation is not asked for again: the payment may have gone through since, and what stock says comes by message. */
    private ReservationOutcome reserve(Order placed) {
        return switch (placed.facts().stock()) {
            case UNKNOWN -> stock.reserve(Reservation.of(placed.id(), placed.items()));
            case DOUBTFUL ->
                new ReservationOutcome.Backordered(
                        StockState.DOUBTFUL, placed.facts().shortSku());
            default -> new ReservationOutcome.Deferred();
        };
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
