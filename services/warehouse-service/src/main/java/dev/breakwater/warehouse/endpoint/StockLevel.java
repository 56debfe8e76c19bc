package dev.breakwater.warehouse.endpoint;

/**
 * What a warehouse has of one product.
 *
 * @param available pieces that an order can still get, 0 or more
 */
public record StockLevel(String sku, long available) {}
