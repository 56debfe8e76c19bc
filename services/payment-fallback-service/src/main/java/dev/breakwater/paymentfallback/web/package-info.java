/** The internal HTTP interface. */
@NullMarked
package dev.breakwater.paymentfallback.web;

import org.jspecify.annotations.NullMarked;
