/** The one way to the order database, through its breaker. */
@NullMarked
package dev.breakwater.order.database;

import org.jspecify.annotations.NullMarked;
