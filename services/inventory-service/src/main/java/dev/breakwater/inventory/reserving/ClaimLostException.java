package dev.breakwater.inventory.reserving;

import java.io.Serial;

/** The order was released meanwhile, or somebody else took the asking over: what we were about to write is not ours to write. */
final class ClaimLostException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ClaimLostException() {
        super("the claim on the order is lost", null, false, false);
    }
}
