/** What is for sale and at what price. */
@NullMarked
package dev.breakwater.order.products;

import org.jspecify.annotations.NullMarked;
