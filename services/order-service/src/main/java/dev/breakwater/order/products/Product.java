package dev.breakwater.order.products;

/**
 * Something for sale.
 *
 * @param priceMinor price of one in minor units of the currency, such as cents
 * @param currency ISO 4217, such as {@code EUR}
 */
public record Product(String sku, String name, long priceMinor, String currency) {}
