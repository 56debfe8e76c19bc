/** A small service that the tests send good and bad requests to. */
@NullMarked
package dev.breakwater.web.sample;

import org.jspecify.annotations.NullMarked;
