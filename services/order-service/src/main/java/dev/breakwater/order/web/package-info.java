/** The public HTTP API. */
@NullMarked
package dev.breakwater.order.web;

import org.jspecify.annotations.NullMarked;
