package dev.breakwater.inventory.commands;

import java.io.Serial;

/** The command will never be carried out, however often it is delivered. */
final class UnusableCommandException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableCommandException(String reason) {
        super(reason, null, false, false);
    }
}
