/** Queued payments on their way out: settled, or before a person. */
@NullMarked
package dev.breakwater.paymentfallback.draining;

import org.jspecify.annotations.NullMarked;
