package dev.breakwater.order.placing;

import dev.breakwater.order.book.Order;

/** What became of a request to place an order. */
public sealed interface PlacementResult {

    /** It was placed now; {@link Order#answer()} says how it ended. */
    record Answered(Order order) implements PlacementResult {}

    /** It was placed by an earlier request with the same key and body; the answer is the earlier one. */
    record Replayed(Order order) implements PlacementResult {}

    /** An earlier request with the same key and body is still being worked on. */
    record InProgress() implements PlacementResult {}

    /** The key was used for another body. */
    record KeyReused() implements PlacementResult {}

    /**
     * A line names nothing that can be ordered.
     *
     * @param line index in the basket of what is not for sale or was named before
     */
    record Unorderable(int line, String sku, String why) implements PlacementResult {}

    /**
     * The shipping quote buys nothing.
     *
     * @param why reads on after the field's name
     */
    record QuoteRefused(String why) implements PlacementResult {}

    /** It is stored, and a step of its placing could not be made now; it is resumed. */
    record Unfinished(Order order) implements PlacementResult {}
}
