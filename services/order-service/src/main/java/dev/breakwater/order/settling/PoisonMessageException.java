package dev.breakwater.order.settling;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A message that no number of attempts would make sense of. */
class PoisonMessageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    PoisonMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
