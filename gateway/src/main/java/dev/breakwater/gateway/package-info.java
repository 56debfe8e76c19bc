/** The edge of the shop. */
@NullMarked
package dev.breakwater.gateway;

import org.jspecify.annotations.NullMarked;
