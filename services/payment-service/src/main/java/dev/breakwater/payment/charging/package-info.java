/** The order's request for its money. */
@NullMarked
package dev.breakwater.payment.charging;

import org.jspecify.annotations.NullMarked;
