package dev.breakwater.inventory.stock;

/**
 * The book brought to what a warehouse says of one product.
 *
 * @param book what the book said before
 * @param reported what the warehouse says it has left
 * @param notYetSeen pieces that we promised and that the warehouse's number does not certainly lack already
 */
record Correction(String sku, String warehouse, long book, long reported, long notYetSeen) {

    /** Never below zero: what is promised beyond that is an oversell, noticed when the warehouse is asked for it. */
    long corrected() {
        return Math.max(0, reported - notYetSeen);
    }

    boolean changes() {
        return corrected() != book;
    }
}
