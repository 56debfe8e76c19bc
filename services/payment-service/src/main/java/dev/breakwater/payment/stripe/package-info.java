/** Stripe: the calls, the guard around them, the meaning of the answers. */
@NullMarked
package dev.breakwater.payment.stripe;

import org.jspecify.annotations.NullMarked;
