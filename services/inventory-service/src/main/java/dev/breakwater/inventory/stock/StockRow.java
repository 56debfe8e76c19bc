package dev.breakwater.inventory.stock;

import java.time.Instant;

/**
 * What the book says that one warehouse has left of one product.
 *
 * @param countedAt when the warehouse last said so itself; what we took since is subtracted
 */
public record StockRow(String sku, String warehouse, long available, Instant countedAt) {}
