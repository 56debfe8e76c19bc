package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.book.Shipping;
import dev.breakwater.order.products.Product;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What things cost at one moment. Immutable. */
record Prices(Map<String, Product> forSale) {

    private static final int WHOLE = 100;

    /** Why the basket cannot be ordered, if it cannot. */
    Optional<PlacementResult> unorderable(Basket basket) {
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

    /** The lines of an orderable basket with their prices. */
    List<OrderItem> items(Basket basket) {
        return basket.lines().stream()
                .map(line ->
                        new OrderItem(line.sku(), line.quantity(), product(line).priceMinor()))
                .toList();
    }

    /** The currency in which an orderable basket is paid. */
    String currency(Basket basket) {
        return product(basket.lines().get(0)).currency();
    }

    /** The order that an orderable basket makes. A discount is rounded in the customer's favour. */
    Order order(
            UUID id, Customer customer, Basket basket, int discountPercent, @Nullable Shipping shipping, Instant now) {
        List<OrderItem> items = items(basket);
        long list = items.stream()
                .mapToLong(item -> item.unitPriceMinor() * item.quantity())
                .sum();
        long discounted = list * (WHOLE - discountPercent) / WHOLE;
        return new Order(
                id,
                customer,
                basket.hash(),
                OrderStatus.PLACED,
                Facts.NONE,
                items,
                basket.paymentMethod(),
                discounted + (shipping == null ? 0 : shipping.amountMinor()),
                currency(basket),
                discountPercent,
                shipping,
                now.truncatedTo(ChronoUnit.MILLIS),
                null,
                0);
    }

    private Product product(Basket.Line line) {
        return Objects.requireNonNull(forSale.get(line.sku()));
    }
}
