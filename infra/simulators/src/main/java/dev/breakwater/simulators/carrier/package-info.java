/** What the carriers have in common: tokens that expire, rate tables, and a ledger of what was asked. */
@NullMarked
package dev.breakwater.simulators.carrier;

import org.jspecify.annotations.NullMarked;
