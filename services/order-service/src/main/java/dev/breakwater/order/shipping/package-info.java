/** The shipping quote that a customer brings along. */
@NullMarked
package dev.breakwater.order.shipping;

import org.jspecify.annotations.NullMarked;
