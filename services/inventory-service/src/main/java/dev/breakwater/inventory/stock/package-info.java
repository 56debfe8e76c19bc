/** What is left of each product in each warehouse. */
@NullMarked
package dev.breakwater.inventory.stock;

import org.jspecify.annotations.NullMarked;
