/** The warehouses, each behind its breaker. */
@NullMarked
package dev.breakwater.inventory.warehouse;

import org.jspecify.annotations.NullMarked;
