/** What Stripe tells of its own accord. */
@NullMarked
package dev.breakwater.payment.webhook;

import org.jspecify.annotations.NullMarked;
