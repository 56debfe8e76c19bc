/** Queued payments, brought to their end. */
@NullMarked
package dev.breakwater.payment.settling;

import org.jspecify.annotations.NullMarked;
