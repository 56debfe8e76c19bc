package dev.breakwater.inventory.reserving;

/** What came of asking for stock for an order. */
public sealed interface Reservation {

    /** The stock is held for the order, since now or since an earlier request for the same items. */
    record Reserved(Basis basis, String warehouse) implements Reservation {}

    /** Nothing is held: no warehouse has all of it, and each said so itself. This is the product that is short. */
    record Insufficient(String sku, long available) implements Reservation {}

    /** Nothing is held: no warehouse has it, and at least one could not be asked. The order waits for new stock. */
    record BackOrdered() implements Reservation {}

    /** Nothing is held: no warehouse keeps this product. */
    record UnknownProduct(String sku) implements Reservation {}

    /** Nothing changed: the order holds other items. */
    record OtherItems() implements Reservation {}

    /** Nothing is held, and never will be: the order's stock was released before. */
    record Released() implements Reservation {}

    /** Somebody else is asking the warehouses for this order at the moment; ask again. */
    record BeingWorkedOn() implements Reservation {}

    /** What a promise stands on. */
    enum Basis {
        /** The warehouse itself holds the stock. */
        REAL_TIME,
        /** Our book says that the warehouse has it; the warehouse could not be asked and is told later. */
        ESTIMATED
    }
}
