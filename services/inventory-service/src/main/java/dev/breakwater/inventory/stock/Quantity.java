package dev.breakwater.inventory.stock;

/**
 * A number of pieces of one product.
 *
 * @param sku the product
 * @param pieces at least 1
 */
public record Quantity(String sku, long pieces) {

    public Quantity {
        if (pieces < 1) {
            throw new IllegalArgumentException("pieces must be at least 1, not " + pieces);
        }
    }
}
