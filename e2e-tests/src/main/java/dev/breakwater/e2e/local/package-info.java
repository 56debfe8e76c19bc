/** The whole system as processes of this machine. */
@NullMarked
package dev.breakwater.e2e.local;

import org.jspecify.annotations.NullMarked;
