package dev.breakwater.notification.queue;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The broker did not say that it has the message. The one it came from must not be acknowledged. */
public final class NotStoredException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotStoredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
