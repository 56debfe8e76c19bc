package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.OrderId;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.Shipping;
import dev.breakwater.order.cache.OrderMemory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.pricing.Discounts;
import dev.breakwater.order.products.Products;
import dev.breakwater.order.shipping.ShippingQuotes;
import dev.breakwater.order.shipping.ShippingQuotes.Verdict;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Places orders, each at most once for a user's idempotency key. Thread-safe. */
@Component
public class PlaceOrder {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final Products products;
    private final Discounts discounts;
    private final ShippingQuotes quotes;
    private final OrderDatabase database;
    private final OrderBook book;
    private final OrderMemory memory;
    private final Intake intake;
    private final FinishPlacing finish;
    private final Clock clock;
    private final GuardedCall<Placing, PlacementResult> store;

    PlaceOrder(
            Products products,
            Discounts discounts,
            ShippingQuotes quotes,
            OrderDatabase database,
            OrderBook book,
            OrderMemory memory,
            Intake intake,
            FinishPlacing finish,
            Clock clock) {
        this.products = products;
        this.discounts = discounts;
        this.quotes = quotes;
        this.database = database;
        this.book = book;
        this.memory = memory;
        this.intake = intake;
        this.finish = finish;
        this.clock = clock;
        this.store = database.transactional(this::store).orElse("acceptForLater", this::acceptForLater);
    }

    /**
     * The whole flow: price the basket, store the order under its key, then {@link FinishPlacing#finish finish} it. From the first commit
     * on the order comes to an end whatever happens to this thread ({@link ResumeOrders}); without a database to commit to, from its
     * confirmation by Kafka on.
     */
    public PlacementResult place(Customer customer, String idempotencyKey, Basket basket) {
        Prices prices = new Prices(products.current().bySku());
        Optional<PlacementResult> unorderable = prices.unorderable(basket);
        if (unorderable.isPresent()) {
            return unorderable.get();
        }
        List<OrderItem> items = prices.items(basket);
        Shipping shipping = null;
        if (basket.shippingQuote() != null) {
            Verdict verdict = quotes.verify(basket.shippingQuote(), items, prices.currency(basket));
            if (verdict instanceof Verdict.Refused refused) {
                // A quote that expired between an order and its replay must not make another answer of it.
                return earlier(customer.id(), idempotencyKey, basket.hash())
                        .orElse(new PlacementResult.QuoteRefused(refused.why()));
            }
            shipping = ((Verdict.Valid) verdict).shipping();
        }
        Order order = prices.order(
                OrderId.of(customer.id(), idempotencyKey),
                customer,
                basket,
                discounts.percent(customer.id()),
                shipping,
                clock.instant());
        PlacementResult stored;
        try {
            stored = store.with(new Placing(order, idempotencyKey));
        } catch (DuplicateKeyException usedBefore) {
            return earlier(customer.id(), idempotencyKey, order.requestHash()).orElseThrow();
        }
        return stored instanceof PlacementResult.Stored ? finish(order) : stored;
    }

    private PlacementResult store(Placing placing) {
        Order order = placing.order();
        book.insert(order, placing.key(), finish.claimUntil(order.createdAt()));
        return new PlacementResult.Stored();
    }

    /**
     * Right even when the commit went through after all: the order's id is that of its key, and it is stored once. What is remembered of
     * an earlier order under the key is told now; what only the database knows comes out when the order is stored.
     */
    private PlacementResult acceptForLater(Placing placing, Trouble why) {
        Order order = placing.order();
        Optional<Order> earlier = intake.earlier(order);
        if (earlier.isPresent() && !earlier.get().requestHash().equals(order.requestHash())) {
            return new PlacementResult.KeyReused();
        }
        if (earlier.isPresent()) {
            // One without an answer was stored before it was remembered: it will be finished.
            return earlier.get().answer() == null
                    ? new PlacementResult.Unfinished(earlier.get().unstored())
                    : new PlacementResult.Replayed(earlier.get());
        }
        return new PlacementResult.Answered(intake.accept(order, placing.key()));
    }

    private PlacementResult finish(Order order) {
        memory.remember(order);
        try {
            return new PlacementResult.Answered(finish.finish(order));
        } catch (DependencyUnavailableException e) {
            // It is stored, and whoever resumes it finds out how far it came; the customer need not try again.
            log.warn("Order {} stays PLACED until it is resumed: {}", order.id(), e.getMessage());
            return new PlacementResult.Unfinished(order.unstored());
        }
    }

    private Optional<PlacementResult> earlier(UUID userId, String idempotencyKey, String requestHash) {
        return database.read(() -> book.byKey(userId, idempotencyKey)).map(earlier -> {
            if (!earlier.requestHash().equals(requestHash)) {
                return new PlacementResult.KeyReused();
            }
            return earlier.answer() == null ? new PlacementResult.InProgress() : new PlacementResult.Replayed(earlier);
        });
    }

    private record Placing(Order order, String key) {}
}
