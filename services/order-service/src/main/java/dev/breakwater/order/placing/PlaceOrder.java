package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.order.products.Product;
import dev.breakwater.order.products.Products;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Places orders, each at most once for a user's idempotency key. Thread-safe. */
@Component
public class PlaceOrder {

    private final Products products;
    private final OrderDatabase database;
    private final OrderBook book;
    private final FinishPlacing finish;
    private final PlacingProperties properties;
    private final Speed speed;
    private final Clock clock;

    PlaceOrder(
            Products products,
            OrderDatabase database,
            OrderBook book,
            FinishPlacing finish,
            PlacingProperties properties,
            Speed speed,
            Clock clock) {
        this.products = products;
        this.database = database;
        this.book = book;
        this.finish = finish;
        this.properties = properties;
        this.speed = speed;
        this.clock = clock;
    }

    /**
     * The whole flow: store the order under its key, then reserve, charge and conclude ({@link FinishPlacing}). From the first commit
     * on the order comes to an end whatever happens to this thread ({@link ResumeOrders}).
     */
    public PlacementResult place(Customer customer, String idempotencyKey, Basket basket) {
        Map<String, Product> forSale = products.bySku();
        Optional<PlacementResult> unorderable = unorderable(basket, forSale);
        if (unorderable.isPresent()) {
            return unorderable.get();
        }
        Order order = priced(customer, basket, forSale);
        if (!stored(order, idempotencyKey)) {
            return earlier(customer.id(), idempotencyKey, order.requestHash());
        }
        return new PlacementResult.Answered(finish.finish(order));
    }

    private static Optional<PlacementResult> unorderable(Basket basket, Map<String, Product> forSale) {
        Set<String> seen = new HashSet<>();
        List<Basket.Line> lines = basket.lines();
        for (int i = 0; i < lines.size(); i++) {
            String sku = lines.get(i).sku();
            if (!forSale.containsKey(sku)) {
                return Optional.of(new PlacementResult.Unorderable(i, sku, "is not for sale"));
            }
            if (!seen.add(sku)) {
                return Optional.of(new PlacementResult.Unorderable(i, sku, "is in the order already"));
            }
        }
        return Optional.empty();
    }

    private Order priced(Customer customer, Basket basket, Map<String, Product> forSale) {
        List<OrderItem> items = new ArrayList<>();
        long total = 0;
        String currency = "";
        for (Basket.Line line : basket.lines()) {
            Product product = Objects.requireNonNull(forSale.get(line.sku()));
            items.add(new OrderItem(line.sku(), line.quantity(), product.priceMinor()));
            total += product.priceMinor() * line.quantity();
            currency = product.currency();
        }
        return new Order(
                UUID.randomUUID(),
                customer,
                basket.hash(),
                OrderStatus.PLACED,
                Facts.NONE,
                List.copyOf(items),
                basket.paymentMethod(),
                total,
                currency,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null);
    }

    /** False when the key was used before. */
    private boolean stored(Order order, String idempotencyKey) {
        Instant claimedUntil = order.createdAt().plus(properties.grace(speed));
        try {
            return database.inTransaction(() -> {
                book.insert(order, idempotencyKey, claimedUntil);
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
