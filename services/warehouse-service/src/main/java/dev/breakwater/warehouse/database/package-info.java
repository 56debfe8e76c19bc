/** The database of the margins, behind its breaker. */
@NullMarked
package dev.breakwater.warehouse.database;

import org.jspecify.annotations.NullMarked;
