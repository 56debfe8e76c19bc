/** Errors of the gateway, in the same shape as those of the services. */
@NullMarked
package dev.breakwater.gateway.problem;

import org.jspecify.annotations.NullMarked;
