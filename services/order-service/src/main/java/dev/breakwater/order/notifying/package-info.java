/** Telling customers what became of their orders. */
@NullMarked
package dev.breakwater.order.notifying;

import org.jspecify.annotations.NullMarked;
