package dev.breakwater.e2e.load;

import java.util.List;

/**
 * One thing that a customer asks of the shop, at its time.
 *
 * @param atNanos after the start of the phase
 * @param customer index of who asks
 * @param wish what is asked
 */
public record Arrival(long atNanos, int customer, Wish wish) {

    /** What is asked. */
    public sealed interface Wish permits PlaceOrder, Read {}

    /**
     * An order is placed.
     *
     * @param cardDeclines whether the issuer refuses this card whenever it is asked
     * @param totalMinor what the basket costs, in minor units
     */
    public record PlaceOrder(
            String idempotencyKey,
            List<Line> lines,
            String paymentMethod,
            boolean cardDeclines,
            long totalMinor,
            String currency)
            implements Wish {}

    /**
     * A page is looked at.
     *
     * @param path of a page that the customer looks at
     */
    public record Read(String path) implements Wish {}

    /** So many of one product. */
    public record Line(String sku, int quantity) {}
}
