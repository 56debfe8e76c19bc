/** UPS: OAuth tokens and the Rating API v2403, as far as a shop needs them. */
@NullMarked
package dev.breakwater.simulators.ups;

import org.jspecify.annotations.NullMarked;
