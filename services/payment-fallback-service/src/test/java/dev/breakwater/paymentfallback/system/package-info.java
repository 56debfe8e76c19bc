/** payment-fallback-service as a whole, on a real queue. */
@NullMarked
package dev.breakwater.paymentfallback.system;

import org.jspecify.annotations.NullMarked;
