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
 * @param totalMinor what is charged: the items less the discount, and the shipping
 * @param discountPercent of the items' prices, 0 to 50
 * @param shipping null when the order was placed without a quote
 * @param createdAt to the millisecond
 * @param answer null while nobody was told how its placing ended
 * @param version grows with each change; {@link #UNSTORED} before the first one is stored
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
        int discountPercent,
        @Nullable Shipping shipping,
        Instant createdAt,
        @Nullable Answer answer,
        long version) {

    /** Of an order that no database holds yet: any stored copy is newer. */
    public static final long UNSTORED = -1;

    /** Why an order stands at PLACED that was accepted while the database was away. */
    public static final String STORE_UNAVAILABLE = "order-store-unavailable";

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
                discountPercent,
                shipping,
                createdAt,
                newAnswer,
                version + 1);
    }

    /** The same order, accepted though no database holds it. */
    public Order unstored() {
        Answer told = new Answer(OrderStatus.PLACED, STORE_UNAVAILABLE, null, null, null);
        return copy(customer, paymentMethod, items, told, UNSTORED);
    }

    /** The same order without what a cache has no need to know: address, name, phone, card token. */
    public Order anonymous() {
        return copy(new Customer(customer.id(), "", "", null), "", items, answer, version);
    }

    Order withItems(List<OrderItem> lines) {
        return copy(customer, paymentMethod, lines, answer, version);
    }

    private Order copy(Customer whose, String method, List<OrderItem> lines, @Nullable Answer told, long newVersion) {
        return new Order(
                id,
                whose,
                requestHash,
                status,
                facts,
                lines,
                method,
                totalMinor,
                currency,
                discountPercent,
                shipping,
                createdAt,
                told,
                newVersion);
    }

    /** Why it stands as it does; null when there is nothing to say. */
    public @Nullable String reason() {
        return version == UNSTORED ? STORE_UNAVAILABLE : facts.reason(status);
    }
}
