package dev.breakwater.warehouse.carrier;

import org.jspecify.annotations.Nullable;

/**
 * An answer, and on which fallback it stands.
 *
 * @param degraded as {@code X-Degraded} has it; null if the preferred carrier was asked and answered
 */
public record Rate(CarrierAnswer answer, @Nullable String degraded) {}
