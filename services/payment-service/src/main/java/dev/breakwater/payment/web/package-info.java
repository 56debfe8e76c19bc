/** The internal HTTP interface. */
@NullMarked
package dev.breakwater.payment.web;

import org.jspecify.annotations.NullMarked;
