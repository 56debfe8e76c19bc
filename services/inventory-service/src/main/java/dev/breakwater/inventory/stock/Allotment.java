package dev.breakwater.inventory.stock;

/** Pieces of one product taken from one warehouse. */
public record Allotment(String sku, String warehouse, long pieces) {}
