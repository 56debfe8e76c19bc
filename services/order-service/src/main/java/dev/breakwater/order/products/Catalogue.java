package dev.breakwater.order.products;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything for sale, by SKU, as it was at one moment. Immutable.
 *
 * @param readAt when the database said so
 */
public record Catalogue(Instant readAt, List<Product> products) {

    /** A SKU that is not a key is not for sale. */
    public Map<String, Product> bySku() {
        return products.stream().collect(Collectors.toMap(Product::sku, Function.identity()));
    }

    boolean isYoungerThan(Duration age, Instant now) {
        return readAt.plus(age).isAfter(now);
    }
}
