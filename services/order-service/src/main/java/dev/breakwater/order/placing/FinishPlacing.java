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
import org.springframework.stereotype.Component;

/**
 * Takes a stored order to its end: stock, payment, outcome. May be run again from the start after a crash at any point, since
 * each step is idempotent by the order's id. Thread-safe.
 */
@Component
class FinishPlacing {

    private final Stock stock;
    private final PaymentGateway payments;
    private final SettleOrder settle;
    private final InWork inWork;

    FinishPlacing(Stock stock, PaymentGateway payments, SettleOrder settle, InWork inWork) {
        this.stock = stock;
        this.payments = payments;
        this.settle = settle;
        this.inWork = inWork;
    }

    /**
     * Finishes a PLACED order.
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
}
