package dev.breakwater.order.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;

/** Turns rows into orders and answers into text. */
final class OrderRow {

    private final ObjectMapper json;

    OrderRow(ObjectMapper json) {
        this.json = json;
    }

    /** The order without its lines. */
    Order read(ResultSet row) throws SQLException {
        return new Order(
                UUID.fromString(row.getString("id")),
                new Customer(
                        UUID.fromString(row.getString("user_id")),
                        row.getString("user_email"),
                        row.getString("user_name"),
                        row.getString("user_phone")),
                row.getString("request_hash"),
                OrderStatus.valueOf(row.getString("status")),
                new Facts(
                        PaymentState.valueOf(row.getString("payment")),
                        row.getString("decline_code"),
                        StockState.valueOf(row.getString("stock")),
                        row.getString("short_sku"),
                        row.getLong("refunded_minor")),
                List.of(),
                row.getString("payment_method"),
                row.getLong("total_minor"),
                row.getString("currency"),
                row.getInt("discount_percent"),
                shipping(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                answer(row.getString("answer")),
                row.getLong("version"));
    }

    private static @Nullable Shipping shipping(ResultSet row) throws SQLException {
        String carrier = row.getString("shipping_carrier");
        return carrier == null
                ? null
                : new Shipping(carrier, row.getLong("shipping_minor"), row.getBoolean("shipping_standard_rate"));
    }

    private @Nullable Answer answer(@Nullable String stored) {
        try {
            return stored == null ? null : json.readValue(stored, Answer.class);
        } catch (JsonProcessingException e) {
            throw new DataRetrievalFailureException("orders.answer cannot be read", e);
        }
    }

    @Nullable
    String written(@Nullable Answer answer) {
        try {
            return answer == null ? null : json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }
}
