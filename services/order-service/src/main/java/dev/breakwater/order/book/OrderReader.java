package dev.breakwater.order.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the tables of orders, on the primary or on a replica. Its callers bring the guard. Thread-safe. */
public class OrderReader {

    private static final String COLUMNS = """
            SELECT id, user_id, user_email, user_name, user_phone, request_hash, status, payment, decline_code, stock, short_sku,
                   payment_method, total_minor, currency, discount_percent, shipping_carrier, shipping_minor,
                   shipping_standard_rate, refunded_minor, created_at, answer, version
            FROM orders\s""";

    final JdbcClient jdbc;
    final OrderRow rows;

    public OrderReader(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.rows = new OrderRow(json);
    }

    /** The order that the user placed under the key. */
    public Optional<Order> byKey(UUID userId, String idempotencyKey) {
        return one(jdbc.sql(COLUMNS + "WHERE user_id = ? AND idempotency_key = ?")
                .param(userId.toString())
                .param(idempotencyKey));
    }

    /** The order of that id; empty when it is another user's. */
    public Optional<Order> ofUser(UUID userId, UUID id) {
        return one(jdbc.sql(COLUMNS + "WHERE id = ? AND user_id = ?")
                .param(id.toString())
                .param(userId.toString()));
    }

    public Optional<Order> byId(UUID id) {
        return one(jdbc.sql(COLUMNS + "WHERE id = ?").param(id.toString()));
    }

    /**
     * The user's orders, newest first.
     *
     * @param after the order before the first one of the page; null for the first page
     * @param count at most so many, 1 or more
     */
    public List<Order> list(UUID userId, @Nullable UUID after, int count) {
        String page = after == null ? "" : "AND seq < (SELECT seq FROM orders WHERE id = :after AND user_id = :user) ";
        JdbcClient.StatementSpec query = jdbc.sql(
                        COLUMNS + "WHERE user_id = :user " + page + "ORDER BY seq DESC LIMIT :count")
                .param("user", userId.toString())
                .param("count", count);
        return withItems((after == null ? query : query.param("after", after.toString()))
                .query((row, number) -> rows.read(row))
                .list());
    }

    final Optional<Order> one(JdbcClient.StatementSpec query) {
        return withItems(query.query((row, number) -> rows.read(row)).list()).stream()
                .findFirst();
    }

    private List<Order> withItems(List<Order> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        Map<UUID, List<OrderItem>> items = new HashMap<>();
        jdbc.sql(
                        "SELECT order_id, sku, quantity, unit_price_minor FROM order_items WHERE order_id IN (:ids) ORDER BY line")
                .param(
                        "ids",
                        orders.stream().map(order -> order.id().toString()).toList())
                .query(row -> {
                    items.computeIfAbsent(UUID.fromString(row.getString("order_id")), id -> new ArrayList<>())
                            .add(new OrderItem(
                                    row.getString("sku"), row.getInt("quantity"), row.getLong("unit_price_minor")));
                });
        return orders.stream()
                .map(order -> order.withItems(List.copyOf(items.getOrDefault(order.id(), List.of()))))
                .toList();
    }
}
