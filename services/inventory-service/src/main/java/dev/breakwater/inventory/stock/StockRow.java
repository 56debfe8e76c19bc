package dev.breakwater.inventory.stock;

/** What one warehouse has left of one product. */
record StockRow(String sku, String warehouse, long available) {}
