/** Scenarios: what is broken when, and what must hold. */
@NullMarked
package dev.breakwater.e2e.scenario;

import org.jspecify.annotations.NullMarked;
