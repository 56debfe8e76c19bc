package dev.breakwater.gateway.edge;

import java.io.Serial;
import java.time.Duration;

/** The request's time is over. Without a stack trace: it says nothing that the message does not. */
public final class DeadlinePassedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    DeadlinePassedException(Duration deadline) {
        super("No answer within " + deadline.toMillis() + " ms", null, false, false);
    }
}
