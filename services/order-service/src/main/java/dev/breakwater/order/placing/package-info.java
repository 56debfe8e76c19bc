/** Placing an order, and finishing what a crash interrupted. */
@NullMarked
package dev.breakwater.order.placing;

import org.jspecify.annotations.NullMarked;
