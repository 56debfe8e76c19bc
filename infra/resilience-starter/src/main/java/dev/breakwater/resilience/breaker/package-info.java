/**
 * The state machine: one probe at a time, three consecutive successes close, one failed probe reopens. Behind Resilience4j's interface, and
 * without Spring.
 */
@NullMarked
package dev.breakwater.resilience.breaker;

import org.jspecify.annotations.NullMarked;
