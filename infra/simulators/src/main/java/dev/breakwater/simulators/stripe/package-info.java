/** Stripe: customers, payment intents, refunds, idempotency keys, signed webhooks, as API version 2023-08-16 has them. */
@NullMarked
package dev.breakwater.simulators.stripe;

import org.jspecify.annotations.NullMarked;
