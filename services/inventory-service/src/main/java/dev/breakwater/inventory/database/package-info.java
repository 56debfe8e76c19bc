/** The way to the stock database, behind its breaker. */
@NullMarked
package dev.breakwater.inventory.database;

import org.jspecify.annotations.NullMarked;
