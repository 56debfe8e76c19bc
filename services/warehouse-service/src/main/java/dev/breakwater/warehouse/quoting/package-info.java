/** Shipping quotes: packing, pricing, signing. */
@NullMarked
package dev.breakwater.warehouse.quoting;

import org.jspecify.annotations.NullMarked;
