package dev.breakwater.warehouse.margin;

import dev.breakwater.warehouse.carrier.Shipment;
import java.time.Instant;
import java.util.UUID;

/**
 * A quote that was priced by the standard rates.
 *
 * @param chargedMinor what the customer was told, in euro cents
 */
public record StandardRateQuote(UUID id, Instant at, Shipment shipment, long chargedMinor) {}
