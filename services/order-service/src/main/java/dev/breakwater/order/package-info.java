/** Orders, prices, the order saga. */
@NullMarked
package dev.breakwater.order;

import org.jspecify.annotations.NullMarked;
