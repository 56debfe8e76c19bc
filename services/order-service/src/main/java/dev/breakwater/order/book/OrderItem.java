package dev.breakwater.order.book;

/**
 * A line of an order.
 *
 * @param unitPriceMinor price of one in minor units, as of the placing
 */
public record OrderItem(String sku, int quantity, long unitPriceMinor) {}
