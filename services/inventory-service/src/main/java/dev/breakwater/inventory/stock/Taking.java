package dev.breakwater.inventory.stock;

import java.util.List;

/** What came of taking several products at once: all of them, or none. */
public sealed interface Taking {

    /** Taken, and from where. */
    record Taken(List<Allotment> allotments) implements Taking {}

    /** Nothing was taken: of this product there is less than was asked for, over all warehouses. */
    record TooFew(String sku, long available) implements Taking {}

    /** Nothing was taken: no warehouse keeps this product. */
    record NotKept(String sku) implements Taking {}
}
