/** The orders themselves: what is known of each, and the status that follows from it. */
@NullMarked
package dev.breakwater.order.book;

import org.jspecify.annotations.NullMarked;
