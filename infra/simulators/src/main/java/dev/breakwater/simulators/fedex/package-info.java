/** FedEx: OAuth tokens and the Rate API v1, as far as a shop needs them. */
@NullMarked
package dev.breakwater.simulators.fedex;

import org.jspecify.annotations.NullMarked;
