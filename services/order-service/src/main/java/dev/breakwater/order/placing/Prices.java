package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Facts;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.products.Product;
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

/** What things cost at one moment. Immutable. */
record Prices(Map<String, Product> forSale) {

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

    /** The order that an orderable basket makes. */
    Order order(Customer customer, Basket basket, Instant now) {
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
                now.truncatedTo(ChronoUnit.MILLIS),
                null);
    }
}
