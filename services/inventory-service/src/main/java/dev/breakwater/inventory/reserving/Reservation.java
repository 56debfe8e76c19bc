package dev.breakwater.inventory.reserving;

/** What came of asking for stock for an order. */
public sealed interface Reservation {

    /** The stock is held for the order, since now or since an earlier request for the same items. */
    record Reserved() implements Reservation {}

    /** Nothing is held: there is less of this product than was asked for. */
    record Insufficient(String sku, long available) implements Reservation {}

    /** Nothing is held: no warehouse keeps this product. */
    record UnknownProduct(String sku) implements Reservation {}

    /** Nothing changed: the order holds other items. */
    record OtherItems() implements Reservation {}

    /** Nothing is held, and never will be: the order's stock was released before. */
    record Released() implements Reservation {}
}
