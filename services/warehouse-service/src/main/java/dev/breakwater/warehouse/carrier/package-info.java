/** What shipping costs: FedEx and UPS, each the other's fallback, and the standard rates that need nobody. */
@NullMarked
package dev.breakwater.warehouse.carrier;

import org.jspecify.annotations.NullMarked;
