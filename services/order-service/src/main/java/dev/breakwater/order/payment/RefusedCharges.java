package dev.breakwater.order.payment;

import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.PaymentState;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.remote.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Charges that a payment service works well enough to refuse: neither paid nor declined, and for a person to sort out. Thread-safe. */
@Component
class RefusedCharges {

    private static final Logger log = LoggerFactory.getLogger(RefusedCharges.class);

    private final OrderDatabase database;
    private final OrderBook book;
    private final Counter refused;

    RefusedCharges(OrderDatabase database, OrderBook book, MeterRegistry meters) {
        this.database = database;
        this.book = book;
        this.refused = Counter.builder("orders.payments.refused")
                .description("Charges that a payment service refused to take; a person must look")
                .register(meters);
    }

    void count(Charge charge, RefusedException why) {
        refused.increment();
        log.error("The payment of order {} needs a person: {}", charge.orderId(), why.getMessage());
    }

    /** So that an order whose payment was to be settled by itself does not say so for ever. What is known by now stays known. */
    void putInReview(Charge charge, RefusedException why) {
        database.inTransaction(() -> book.lock(charge.orderId()).map(order -> {
            // Queued or in review, its status is the same.
            book.update(
                    order.id(), order.facts().payment(PaymentState.IN_REVIEW, null), order.status(), order.answer());
            return order;
        }));
        count(charge, why);
    }
}
