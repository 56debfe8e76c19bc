/** The one way a service guards a call to something that can fail. */
@NullMarked
package dev.breakwater.resilience;

import org.jspecify.annotations.NullMarked;
