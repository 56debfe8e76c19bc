package dev.breakwater.inventory.messaging;

import java.io.Serial;

/** The message will never be carried out, however often it is delivered. */
public final class UnusableMessageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnusableMessageException(String reason) {
        super(reason, null, false, false);
    }
}
