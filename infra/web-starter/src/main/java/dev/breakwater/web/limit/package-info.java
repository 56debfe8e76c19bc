/** A bound on the size of request bodies. */
@NullMarked
package dev.breakwater.web.limit;

import org.jspecify.annotations.NullMarked;
