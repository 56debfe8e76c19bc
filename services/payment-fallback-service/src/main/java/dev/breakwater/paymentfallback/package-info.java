/** Queued payments and manual review. */
@NullMarked
package dev.breakwater.paymentfallback;

import org.jspecify.annotations.NullMarked;
