/** Payments that a person decides on. payment-service keeps them and every decision; here is the operators' way to them. */
@NullMarked
package dev.breakwater.paymentfallback.review;

import org.jspecify.annotations.NullMarked;
