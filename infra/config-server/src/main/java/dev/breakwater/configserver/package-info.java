/** Breaker policies for running services, from a folder. */
@NullMarked
package dev.breakwater.configserver;

import org.jspecify.annotations.NullMarked;
