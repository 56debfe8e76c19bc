/** Bringing the book to what the warehouses count. */
@NullMarked
package dev.breakwater.inventory.counting;

import org.jspecify.annotations.NullMarked;
