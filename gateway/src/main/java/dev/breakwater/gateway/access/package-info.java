/** Who may pass. */
@NullMarked
package dev.breakwater.gateway.access;

import org.jspecify.annotations.NullMarked;
