package dev.breakwater.order.inventory;

import dev.breakwater.order.book.OrderItem;
import java.util.List;
import java.util.UUID;

/** What is to be put aside for an order. Idempotent by the order's id. */
public record Reservation(UUID orderId, List<Line> items) {

    /** How many of what. */
    public record Line(String sku, int quantity) {}

    public static Reservation of(UUID orderId, List<OrderItem> items) {
        return new Reservation(
                orderId,
                items.stream()
                        .map(item -> new Line(item.sku(), item.quantity()))
                        .toList());
    }
}
