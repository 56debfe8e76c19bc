/** Every error, wherever it arises, as an RFC 9457 problem. */
@NullMarked
package dev.breakwater.web.problem;

import org.jspecify.annotations.NullMarked;
