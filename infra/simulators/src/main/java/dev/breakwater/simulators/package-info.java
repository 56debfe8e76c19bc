/** Stateful simulators of third parties, every fault a named switch. */
@NullMarked
package dev.breakwater.simulators;

import org.jspecify.annotations.NullMarked;
