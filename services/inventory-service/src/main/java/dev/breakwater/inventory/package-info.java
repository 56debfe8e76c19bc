/** Stock and reservations. */
@NullMarked
package dev.breakwater.inventory;

import org.jspecify.annotations.NullMarked;
