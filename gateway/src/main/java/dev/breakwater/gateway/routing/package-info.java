/** From a route to its breaker: how a service behind the gateway is asked, and what the client gets when it cannot be. */
@NullMarked
package dev.breakwater.gateway.routing;

import org.jspecify.annotations.NullMarked;
