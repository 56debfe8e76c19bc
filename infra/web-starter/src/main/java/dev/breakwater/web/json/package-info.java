/** Strict reading of what clients send. */
@NullMarked
package dev.breakwater.web.json;

import org.jspecify.annotations.NullMarked;
