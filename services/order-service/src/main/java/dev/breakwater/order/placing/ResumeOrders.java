package dev.breakwater.order.placing;

import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finishes orders that a crash or an outage left PLACED. A claim on the row, renewed while a thread works on the order, keeps
 * instances and living requests apart; should a stopped process come back after its claim was taken over, the steps are idempotent
 * and the conclusion is drawn under the order's lock, once.
 */
@Component
class ResumeOrders {

    private static final Logger log = LoggerFactory.getLogger(ResumeOrders.class);
    private static final int AT_ONCE = 20;

    private final OrderDatabase database;
    private final OrderBook book;
    private final PlaceOrder placing;
    private final InWork inWork;
    private final Clock clock;

    ResumeOrders(OrderDatabase database, OrderBook book, PlaceOrder placing, InWork inWork, Clock clock) {
        this.database = database;
        this.book = book;
        this.placing = placing;
        this.inWork = inWork;
        this.clock = clock;
    }

    /** Signs of life for what this instance is working on. */
    void renewClaims() {
        List<UUID> orders = inWork.all();
        if (!orders.isEmpty()) {
            whenTheDatabaseAnswers(() -> database.read(() -> book.renew(orders, inWork.claimUntil(clock.instant()))));
        }
    }

    /** Takes over what nobody has given a sign of life for. */
    void resumeAbandoned() {
        whenTheDatabaseAnswers(() -> {
            for (UUID id : database.read(() -> book.abandoned(clock.instant(), AT_ONCE))) {
                if (!inWork.has(id)) {
                    resume(id);
                }
            }
        });
    }

    /** That it does not is said by its breaker, once; the next round comes soon. */
    private static void whenTheDatabaseAnswers(Runnable round) {
        try {
            round.run();
        } catch (DependencyUnavailableException e) {
            log.debug("No interrupted orders can be looked for: {}", e.getMessage());
        }
    }

    private void resume(UUID id) {
        try {
            Instant now = clock.instant();
            if (!database.read(() -> book.claim(id, now, inWork.claimUntil(now)))) {
                return;
            }
            Optional<Order> placed = database.read(() -> book.byId(id)).filter(o -> o.status() == OrderStatus.PLACED);
            placed.ifPresent(order ->
                    log.info("Resumed order {}: {}", id, placing.finish(order).status()));
        } catch (DependencyUnavailableException e) {
            log.warn("Order {} stays PLACED until the next try: {}", id, e.getMessage());
        }
    }
}
