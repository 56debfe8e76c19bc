package dev.breakwater.order.book;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands. Immutable.
 *
 * @param requestHash of the body it was placed with, to tell a replay from a reused key
 * @param paymentMethod the provider's token for the card
 * @param createdAt to the millisecond
 * @param answer null while the status is PLACED
 */
public record Order(
        UUID id,
        Customer customer,
        String requestHash,
        OrderStatus status,
        Facts facts,
        List<OrderItem> items,
        String paymentMethod,
        long totalMinor,
        String currency,
        Instant createdAt,
        @Nullable Answer answer) {

    /** The same order with what became of it. */
    public Order with(Facts newFacts, OrderStatus newStatus, @Nullable Answer newAnswer) {
        return new Order(
                id,
                customer,
                requestHash,
                newStatus,
                newFacts,
                items,
                paymentMethod,
                totalMinor,
                currency,
                createdAt,
                newAnswer);
    }

    /** Why it stands as it does; null when there is nothing to say. */
    public @Nullable String reason() {
        return facts.reason(status);
    }
}
