package dev.breakwater.order.settling;

import dev.breakwater.order.book.Answer;
import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.book.PaymentState;
import dev.breakwater.order.book.StockState;
import dev.breakwater.order.cache.OrderMemory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.inventory.Reservation;
import dev.breakwater.order.inventory.StockCommands;
import dev.breakwater.order.notifying.Notifications;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes news about an order into the book and draws the consequences (mail, release of stock) in the same transaction, under the
 * order's lock, so that news that come at once, twice or in the wrong sequence end in the same status. Thread-safe.
 */
@Component
public class SettleOrder {

    private static final Logger log = LoggerFactory.getLogger(SettleOrder.class);

    private final OrderDatabase database;
    private final OrderBook book;
    private final StockCommands stock;
    private final Notifications notifications;
    private final OrderMemory memory;
    private final Counter contradictions;

    SettleOrder(
            OrderDatabase database,
            OrderBook book,
            StockCommands stock,
            Notifications notifications,
            OrderMemory memory,
            MeterRegistry meters) {
        this.memory = memory;
        this.database = database;
        this.book = book;
        this.stock = stock;
        this.notifications = notifications;
        this.contradictions = Counter.builder("orders.contradictions")
                .description("News of a payment that contradict what was known; a person must look")
                .register(meters);
    }

    /**
     * The placing of an order is over, with these news from the placing itself. News that came by message meanwhile count as well. An
     * order whose placing was over before (somebody else took it over) only learns the news.
     *
     * @param available told to the client when stock is insufficient; null when unknown
     * @return the order with its {@link Order#answer()}
     */
    public Order conclude(
            UUID orderId,
            PaymentState payment,
            @Nullable String declineCode,
            StockState reserved,
            @Nullable String shortSku,
            @Nullable Integer available) {
        return memory.remember(database.inTransaction(() -> {
            Order order = book.lock(orderId).orElseThrow();
            check(order, payment);
            Facts facts = order.facts().payment(payment, declineCode).stock(reserved, shortSku);
            OrderStatus status = facts.status(order.status());
            if (status == OrderStatus.PLACED) {
                throw new IllegalStateException("Order " + orderId + " is to be concluded, but nothing is known of it");
            }
            Answer answer = order.answer() != null
                    ? order.answer()
                    : new Answer(status, facts.reason(status), facts.declineCode(), facts.shortSku(), available);
            return write(order, facts, status, answer);
        }));
    }

    /** News of a payment by message. False when there is no such order. */
    boolean learn(UUID orderId, PaymentState payment, @Nullable String declineCode) {
        return learn(orderId, order -> {
            check(order, payment);
            return order.facts().payment(payment, declineCode);
        });
    }

    /** News of a reservation by message. False when there is no such order. */
    boolean learn(UUID orderId, StockState stock, @Nullable String shortSku) {
        return learn(orderId, order -> order.facts().stock(stock, shortSku));
    }

    /** A refund by message, with the sum of all so far. False when there is no such order. */
    boolean learnRefund(UUID orderId, long sumMinor) {
        return learn(orderId, order -> {
            check(order, PaymentState.CHARGED);
            return order.facts().payment(PaymentState.CHARGED, null).refunded(sumMinor);
        });
    }

    private boolean learn(UUID orderId, Function<Order, Facts> news) {
        Optional<Order> learnt = database.inTransaction(() -> book.lock(orderId).map(order -> {
            Facts facts = news.apply(order);
            // Whoever is placing it will conclude, and finds the facts then.
            OrderStatus status =
                    order.status() == OrderStatus.PLACED ? OrderStatus.PLACED : facts.status(order.status());
            return write(order, facts, status, order.answer());
        }));
        learnt.ifPresent(memory::remember);
        return learnt.isPresent();
    }

    /** What follows, each in the transaction of the news: the row, the mail, and for a declined payment its compensation. */
    private Order write(Order before, Facts facts, OrderStatus status, @Nullable Answer answer) {
        Order after = before.with(facts, status, answer);
        if (facts.equals(before.facts()) && status == before.status() && Objects.equals(answer, before.answer())) {
            return before;
        }
        book.update(after.id(), facts, status, answer);
        if (status != before.status()) {
            // A back order that goes on to be paid has its next news then.
            if (status != OrderStatus.PLACED) {
                notifications.tell(after);
            }
            if (facts.payment() == PaymentState.DECLINED) {
                stock.release(Reservation.of(after.id(), after.items()));
            }
            log.info("Order {} {} -> {}", after.id(), before.status(), status);
        }
        if (facts.refundedMinor() > before.facts().refundedMinor()) {
            notifications.tellOfRefund(
                    after, facts.refundedMinor() - before.facts().refundedMinor());
        }
        return after;
    }

    private void check(Order order, PaymentState news) {
        if (order.facts().contradictedBy(news)) {
            contradictions.increment();
            log.error(
                    "Order {} has payment {} and is now told {}: needs a person",
                    order.id(),
                    order.facts().payment(),
                    news);
        }
    }
}
