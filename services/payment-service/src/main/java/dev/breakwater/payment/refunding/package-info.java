/** Gives money back, at the provider that took it, at most once per refund. */
@NullMarked
package dev.breakwater.payment.refunding;

import org.jspecify.annotations.NullMarked;
