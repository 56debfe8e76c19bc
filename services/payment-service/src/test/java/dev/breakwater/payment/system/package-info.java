/** payment-service as a whole, on real backing services. */
@NullMarked
package dev.breakwater.payment.system;

import org.jspecify.annotations.NullMarked;
