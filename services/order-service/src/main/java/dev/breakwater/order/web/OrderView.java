package dev.breakwater.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.order.book.Answer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderItem;
import dev.breakwater.order.book.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as its customer sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        UUID id,
        OrderStatus status,
        List<OrderItem> items,
        long totalMinor,
        String currency,
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
        return new OrderView(
                order.id(), status, order.items(), order.totalMinor(), order.currency(), order.createdAt(), reason);
    }
}
