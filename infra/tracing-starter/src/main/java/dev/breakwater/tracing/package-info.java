/** Guarded calls as spans of the traces that they belong to. */
@NullMarked
package dev.breakwater.tracing;

import org.jspecify.annotations.NullMarked;
