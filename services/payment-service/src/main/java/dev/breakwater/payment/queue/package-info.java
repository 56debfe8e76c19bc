/** The payment queue that payment-fallback-service keeps. */
@NullMarked
package dev.breakwater.payment.queue;

import org.jspecify.annotations.NullMarked;
