package dev.breakwater.e2e.load;

/** A product and its price in minor units. */
public record Product(String sku, long priceMinor, String currency) {}
