/** The warehouses, each behind a breaker of its own, and how they are. */
@NullMarked
package dev.breakwater.warehouse.endpoint;

import org.jspecify.annotations.NullMarked;
