package dev.breakwater.order.web;

import dev.breakwater.order.book.Answer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Puts the stored answer to a placement into HTTP, the same at the first time and at every replay. */
final class PlacementAnswers {

    private PlacementAnswers() {}

    static ResponseEntity<OrderView> of(Order order) {
        Answer answer = Objects.requireNonNull(order.answer());
        if (answer.status() == OrderStatus.REJECTED) {
            throw rejected(order, answer);
        }
        // 201: done. 202: accepted, and what is missing (payment, stock) comes later.
        HttpStatus status = answer.status() == OrderStatus.CONFIRMED ? HttpStatus.CREATED : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status)
                .location(URI.create("/api/orders/" + order.id()))
                .body(OrderView.answered(order, answer));
    }

    private static ProblemException rejected(Order order, Answer answer) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("orderId", order.id());
        if ("insufficient-stock".equals(answer.reason())) {
            putIfKnown(properties, "sku", answer.sku());
            putIfKnown(properties, "available", answer.available());
            return new ProblemException(
                    ProblemType.INSUFFICIENT_STOCK, "There is not enough in stock for this order", properties);
        }
        putIfKnown(properties, "declineCode", answer.declineCode());
        return new ProblemException(ProblemType.PAYMENT_DECLINED, "The card was declined", properties);
    }

    private static void putIfKnown(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
