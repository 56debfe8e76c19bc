/** How much a client may ask: counted in Redis for the whole fleet, and here when Redis is away. */
@NullMarked
package dev.breakwater.gateway.limit;

import org.jspecify.annotations.NullMarked;
