/** A simulator's own pages: readiness, switches, ledger. No fault ever touches them. */
@NullMarked
package dev.breakwater.simulators.admin;

import org.jspecify.annotations.NullMarked;
