/** Breaker policies from config-server, applied to the running breakers; the last known ones from disk while it is away. */
@NullMarked
package dev.breakwater.config;

import org.jspecify.annotations.NullMarked;
