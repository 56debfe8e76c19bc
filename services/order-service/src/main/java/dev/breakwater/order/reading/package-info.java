/** Showing orders to those who placed them. */
@NullMarked
package dev.breakwater.order.reading;

import org.jspecify.annotations.NullMarked;
