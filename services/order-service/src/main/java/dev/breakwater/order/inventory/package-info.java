/** Getting an order's stock reserved, now or later. */
@NullMarked
package dev.breakwater.order.inventory;

import org.jspecify.annotations.NullMarked;
