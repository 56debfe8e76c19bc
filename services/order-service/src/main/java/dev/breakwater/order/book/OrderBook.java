package dev.breakwater.order.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of orders. Its callers bring the guard and, where it says so, the transaction. Thread-safe. */
@Component
public class OrderBook {

    private static final String COLUMNS = """
            SELECT id, user_id, user_email, user_name, request_hash, status, payment, decline_code, stock, short_sku,
                   payment_method, total_minor, currency, created_at, answer
            FROM orders\s""";

    private final JdbcClient jdbc;
    private final OrderRow rows;

    OrderBook(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.rows = new OrderRow(json);
    }

    /**
     * Stores an order. In the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the user has used the key before
     */
    public void insert(Order order, String idempotencyKey, Instant claimedUntil) {
        jdbc.sql("""
                        INSERT INTO orders (id, user_id, user_email, user_name, idempotency_key, request_hash, payment_method,
                            total_minor, currency, created_at, status, payment, stock, claimed_until)
                        VALUES (:id, :user, :email, :name, :key, :hash, :method, :total, :currency, :created, :status, :payment,
                            :stock, :claimed)""")
                .param("id", order.id().toString())
                .param("user", order.customer().id().toString())
                .param("email", order.customer().email())
                .param("name", order.customer().name())
                .param("key", idempotencyKey)
                .param("hash", order.requestHash())
                .param("method", order.paymentMethod())
                .param("total", order.totalMinor())
                .param("currency", order.currency())
                .param("created", order.createdAt().toEpochMilli())
                .param("status", order.status().name())
                .param("payment", order.facts().payment().name())
                .param("stock", order.facts().stock().name())
                .param("claimed", claimedUntil.toEpochMilli())
                .update();
        int line = 0;
        for (OrderItem item : order.items()) {
            jdbc.sql("INSERT INTO order_items (order_id, line, sku, quantity, unit_price_minor) VALUES (?, ?, ?, ?, ?)")
                    .param(order.id().toString())
                    .param(line++)
                    .param(item.sku())
                    .param(item.quantity())
                    .param(item.unitPriceMinor())
                    .update();
        }
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

    /** Locks the order until the end of the caller's transaction. */
    public Optional<Order> lock(UUID id) {
        return one(jdbc.sql(COLUMNS + "WHERE id = ? FOR UPDATE").param(id.toString()));
    }

    /** Stores what is known of a locked order, and what follows from it. */
    public void update(UUID id, Facts facts, OrderStatus status, @Nullable Answer answer) {
        jdbc.sql("""
                        UPDATE orders SET payment = :payment, decline_code = :code, stock = :stock, short_sku = :sku,
                            status = :status, answer = :answer
                        WHERE id = :id""")
                .param("payment", facts.payment().name())
                .param("code", facts.declineCode())
                .param("stock", facts.stock().name())
                .param("sku", facts.shortSku())
                .param("status", status.name())
                .param("answer", rows.written(answer))
                .param("id", id.toString())
                .update();
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

    /** Orders that are PLACED and whose claim has ended, longest first. */
    public List<UUID> abandoned(Instant now, int count) {
        return jdbc.sql(
                        "SELECT id FROM orders WHERE status = 'PLACED' AND claimed_until < ? ORDER BY claimed_until LIMIT ?")
                .param(now.toEpochMilli())
                .param(count)
                .query((row, number) -> UUID.fromString(row.getString("id")))
                .list();
    }

    /** Takes over an abandoned order; false when somebody else was faster or has finished it. */
    public boolean claim(UUID id, Instant now, Instant until) {
        return jdbc.sql("UPDATE orders SET claimed_until = ? WHERE id = ? AND status = 'PLACED' AND claimed_until < ?")
                        .param(until.toEpochMilli())
                        .param(id.toString())
                        .param(now.toEpochMilli())
                        .update()
                == 1;
    }

    /** Keeps the claims on orders that are being worked on. */
    public int renew(List<UUID> ids, Instant until) {
        return jdbc.sql("UPDATE orders SET claimed_until = :until WHERE id IN (:ids) AND status = 'PLACED'")
                .param("until", until.toEpochMilli())
                .param("ids", ids.stream().map(UUID::toString).toList())
                .update();
    }

    private Optional<Order> one(JdbcClient.StatementSpec query) {
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
                .map(order -> OrderRow.withItems(order, List.copyOf(items.getOrDefault(order.id(), List.of()))))
                .toList();
    }
}
