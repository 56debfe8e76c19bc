package dev.breakwater.warehouse.endpoint;

/**
 * Pieces of one product, asked of a warehouse.
 *
 * @param quantity 1 or more
 */
public record Line(String sku, long quantity) {}
