/** Getting an order paid, or its payment queued. */
@NullMarked
package dev.breakwater.order.payment;

import org.jspecify.annotations.NullMarked;
