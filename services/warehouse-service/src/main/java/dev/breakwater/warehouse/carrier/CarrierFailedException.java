package dev.breakwater.warehouse.carrier;

import java.io.Serial;

/** A carrier answered what it should not, be it its failure or our misunderstanding: a failure for the breaker. */
class CarrierFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CarrierFailedException(String carrier, String what) {
        super(carrier + " " + what, null, false, false);
    }
}
