/** The second acquirer: a bank's API, for charges that Stripe certainly never got. */
@NullMarked
package dev.breakwater.payment.bank;

import org.jspecify.annotations.NullMarked;
