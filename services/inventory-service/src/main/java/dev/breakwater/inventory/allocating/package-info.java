/** Making promises that stood on an estimate true at the warehouse. */
@NullMarked
package dev.breakwater.inventory.allocating;

import org.jspecify.annotations.NullMarked;
