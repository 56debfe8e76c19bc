package dev.breakwater.warehouse.endpoint;

/** What came of asking a warehouse for stock. */
public sealed interface Allocation {

    /** The order holds the lines, since now or since an earlier request. */
    record Allocated() implements Allocation {}

    /** Nothing is held, and never will be: the order was released before. */
    record Released() implements Allocation {}

    /** Nothing is held: there is less of this product than was asked for; none if the warehouse does not keep it. */
    record TooFew(String sku, long available) implements Allocation {}

    /** Nothing changed: the order holds other lines. */
    record OtherLines() implements Allocation {}
}
