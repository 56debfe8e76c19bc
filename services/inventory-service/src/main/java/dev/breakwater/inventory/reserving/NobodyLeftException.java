package dev.breakwater.inventory.reserving;

import java.io.Serial;

/** A level of the fallback cannot answer. */
final class NobodyLeftException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NobodyLeftException(String why) {
        super(why, null, false, false);
    }
}
