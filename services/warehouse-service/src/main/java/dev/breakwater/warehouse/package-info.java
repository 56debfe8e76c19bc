/** Warehouses behind one adapter, shipping quotes. */
@NullMarked
package dev.breakwater.warehouse;

import org.jspecify.annotations.NullMarked;
