/** What follows from news about an order, wherever the news come from. */
@NullMarked
package dev.breakwater.order.settling;

import org.jspecify.annotations.NullMarked;
