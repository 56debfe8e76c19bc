package dev.breakwater.gateway.edge;

import java.io.Serial;
import org.springframework.util.unit.DataSize;

/** The request's body exceeds the limit. */
public final class BodyTooLargeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(DataSize limit) {
        super("The body may have at most " + limit.toBytes() + " bytes", null, false, false);
    }
}
