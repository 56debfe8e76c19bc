/** Outage scenarios on the whole system, each with its evidence. */
@NullMarked
package dev.breakwater.e2e;

import org.jspecify.annotations.NullMarked;
