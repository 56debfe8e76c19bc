/** What the standard rates earned or lost against the carriers' prices, found out when the carriers are back. */
@NullMarked
package dev.breakwater.warehouse.margin;

import org.jspecify.annotations.NullMarked;
