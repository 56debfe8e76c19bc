package dev.breakwater.warehouse.quoting;

import dev.breakwater.warehouse.carrier.GuardedCarriers.Preference;
import java.util.List;

/**
 * What a customer wants to have shipped, and where to.
 *
 * @param items each product once
 */
public record Parcel(List<Item> items, String country, String postcode, Preference preference) {

    /**
     * Pieces of one product.
     *
     * @param quantity 1 or more
     */
    public record Item(String sku, int quantity) {}

    public Parcel {
        items = List.copyOf(items);
    }
}
