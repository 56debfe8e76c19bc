/** Holding stock for an order, and giving it back. */
@NullMarked
package dev.breakwater.inventory.reserving;

import org.jspecify.annotations.NullMarked;
