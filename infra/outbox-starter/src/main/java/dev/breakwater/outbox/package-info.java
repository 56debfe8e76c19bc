/** Messages stored with the change they tell of, published when the broker is there. */
@NullMarked
package dev.breakwater.outbox;

import org.jspecify.annotations.NullMarked;
