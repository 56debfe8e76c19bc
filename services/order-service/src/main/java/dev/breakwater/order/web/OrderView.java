package dev.breakwater.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.order.book.Answer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.order.book.Shipping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as its customer sees it.
 *
 * @param totalMinor what is charged: the items less {@code discountPercent} of them, and the shipping
 * @param discountPercent the personal discount, 0 to 50
 * @param shipping absent when the order was placed without a quote
 * @param refundedMinor how much was given back so far; absent when nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        UUID id,
        OrderStatus status,
        List<OrderItem> items,
        long totalMinor,
        String currency,
        int discountPercent,
        @Nullable Shipping shipping,
        @Nullable Long refundedMinor,
        Instant createdAt,
        @Nullable String reason) {

    /** As it stands now. */
    static OrderView of(Order order) {
        return of(order, order.status(), order.reason());
    }

    /** As it stood when it was answered first. */
    static OrderView answered(Order order, Answer answer) {
        return of(order, answer.status(), answer.reason());
    }

    private static OrderView of(Order order, OrderStatus status, @Nullable String reason) {
        long refunded = order.facts().refundedMinor();
        return new OrderView(
                order.id(),
                status,
                order.items(),
                order.totalMinor(),
                order.currency(),
                order.discountPercent(),
                order.shipping(),
                refunded == 0 ? null : refunded,
                order.createdAt(),
                reason);
    }
}
