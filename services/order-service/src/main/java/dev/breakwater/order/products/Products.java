package dev.breakwater.order.products;

import dev.breakwater.order.database.OrderDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue, read from the database each time: five rows, and a price is never stale. Thread-safe. */
@Component
public class Products {

    private final OrderDatabase database;
    private final JdbcClient jdbc;

    Products(OrderDatabase database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** Everything for sale, by SKU. */
    public List<Product> all() {
        return database.read(() -> jdbc.sql("SELECT sku, name, price_minor, currency FROM products ORDER BY sku")
                .query(Product.class)
                .list());
    }

    /** Everything for sale; a SKU that is not a key is not for sale. */
    public Map<String, Product> bySku() {
        return all().stream().collect(Collectors.toMap(Product::sku, Function.identity()));
    }
}
