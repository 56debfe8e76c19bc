package dev.breakwater.web.problem;

import java.io.IOException;
import java.io.Serial;

/** More was sent than the body limit allows; raised while reading, for bodies that do not announce their length. */
public final class PayloadTooLargeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    public PayloadTooLargeException(String message) {
        super(message);
    }
}
