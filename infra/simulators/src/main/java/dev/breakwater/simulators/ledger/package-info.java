/** What every simulator's ledger has: who asked for what, and what became of it. */
@NullMarked
package dev.breakwater.simulators.ledger;

import org.jspecify.annotations.NullMarked;
