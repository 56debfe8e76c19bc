package dev.breakwater.order.placing;

import dev.breakwater.order.book.Order;

/** A message on {@code orders.intake}: an order as it was accepted, prices and all, and the key it was placed under. */
record AcceptedOrder(Order order, String idempotencyKey) {}
