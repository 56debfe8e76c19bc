/** Compares what customers were told with the ledgers of everybody who keeps one. */
@NullMarked
package dev.breakwater.e2e.audit;

import org.jspecify.annotations.NullMarked;
