package dev.breakwater.order.book;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of orders. Its callers bring the guard and, where it says so, the transaction. Thread-safe. */
@Component
public class OrderBook extends OrderReader {

    OrderBook(JdbcClient jdbc, ObjectMapper json) {
        super(jdbc, json);
    }

    /**
     * Stores an order. In the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the user has used the key before
     */
    public void insert(Order order, String idempotencyKey, Instant claimedUntil) {
        Shipping shipping = order.shipping();
        jdbc.sql("""
                        INSERT INTO orders (id, user_id, user_email, user_name, idempotency_key, request_hash, payment_method,
                            total_minor, currency, created_at, status, payment, stock, claimed_until, user_phone, discount_percent,
                            shipping_carrier, shipping_minor, shipping_standard_rate, answer)
                        VALUES (:id, :user, :email, :name, :key, :hash, :method, :total, :currency, :created, :status, :payment,
                            :stock, :claimed, :phone, :discount, :carrier, :shipping, :standard, :answer)""")
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
                .param("phone", order.customer().phone())
                .param("discount", order.discountPercent())
                .param("carrier", shipping == null ? null : shipping.carrier())
                .param("shipping", shipping == null ? null : shipping.amountMinor())
                .param("standard", shipping == null ? null : shipping.standardRate())
                .param("answer", rows.written(order.answer()))
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

    /** Locks the order until the end of the caller's transaction. */
    public Optional<Order> lock(UUID id) {
        return jdbc.sql("SELECT id FROM orders WHERE id = ? FOR UPDATE")
                .param(id.toString())
                .query(String.class)
                .optional()
                .flatMap(locked -> byId(id));
    }

    /** What the client was told, unless something was told before. */
    public void answerFirst(UUID id, Answer answer) {
        jdbc.sql("UPDATE orders SET answer = ?, version = version + 1 WHERE id = ? AND answer IS NULL")
                .param(rows.written(answer))
                .param(id.toString())
                .update();
    }

    /** Stores what is known of a locked order, and what follows from it. */
    public void update(UUID id, Facts facts, OrderStatus status, @Nullable Answer answer) {
        jdbc.sql("""
                        UPDATE orders SET payment = :payment, decline_code = :code, stock = :stock, short_sku = :sku,
                            status = :status, answer = :answer, refunded_minor = :refunded, version = version + 1
                        WHERE id = :id""")
                .param("payment", facts.payment().name())
                .param("code", facts.declineCode())
                .param("stock", facts.stock().name())
                .param("sku", facts.shortSku())
                .param("status", status.name())
                .param("refunded", facts.refundedMinor())
                .param("answer", rows.written(answer))
                .param("id", id.toString())
                .update();
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
}
