package dev.breakwater.simulators.warehouse;

/**
 * Pieces of one product.
 *
 * @param quantity 1 or more
 */
public record Line(String sku, long quantity) {}
