package dev.breakwater.warehouse.carrier;

import java.util.List;

/**
 * Packages for one destination. Immutable.
 *
 * @param country ISO 3166-1 alpha-2, upper case
 * @param packageGrams the weight of each package, at least one
 */
public record Shipment(String country, String postcode, List<Long> packageGrams) {

    public Shipment {
        packageGrams = List.copyOf(packageGrams);
    }

    public long grams() {
        return packageGrams.stream().mapToLong(Long::longValue).sum();
    }
}
