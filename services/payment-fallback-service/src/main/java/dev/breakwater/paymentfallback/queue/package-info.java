/** The payment queue on SQS. */
@NullMarked
package dev.breakwater.paymentfallback.queue;

import org.jspecify.annotations.NullMarked;
