/** Charges and Stripe webhooks. */
@NullMarked
package dev.breakwater.payment;

import org.jspecify.annotations.NullMarked;
