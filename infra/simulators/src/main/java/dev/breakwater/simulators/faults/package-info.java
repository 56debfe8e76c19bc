/** Faults as named switches: what each does, whether it is on, whom it hits. Shared by every simulator. */
@NullMarked
package dev.breakwater.simulators.faults;

import org.jspecify.annotations.NullMarked;
