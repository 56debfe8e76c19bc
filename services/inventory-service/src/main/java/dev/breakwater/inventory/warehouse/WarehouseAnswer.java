package dev.breakwater.inventory.warehouse;

import org.jspecify.annotations.Nullable;

/** What a warehouse says to the wish to allocate an order's items. */
public sealed interface WarehouseAnswer {

    /** It holds all of them for the order, since now or since an earlier call. */
    record Allocated() implements WarehouseAnswer {}

    /** It holds nothing for the order. */
    sealed interface Refused extends WarehouseAnswer {}

    /** It has too little of a product. */
    record TooFew(String sku, long available) implements Refused {}

    /**
     * It will not hold these items for this order, for another reason than its stock: it has released them before, or holds others.
     */
    record Never(@Nullable String why) implements Refused {}
}
