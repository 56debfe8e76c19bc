package dev.breakwater.order.inventory;

import dev.breakwater.resilience.DependencyUnavailableException;

/** Reserves stock. */
public interface Stock {

    /**
     * Reserves all lines or none. Idempotent by the order's id.
     *
     * @throws DependencyUnavailableException when it is neither known nor certain to be asked for later
     */
    ReservationOutcome reserve(Reservation reservation);
}
