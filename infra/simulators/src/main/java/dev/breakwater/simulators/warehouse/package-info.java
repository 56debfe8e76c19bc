/** A warehouse: stock, and allocations of it to orders. One simulator is one warehouse. */
@NullMarked
package dev.breakwater.simulators.warehouse;

import org.jspecify.annotations.NullMarked;
