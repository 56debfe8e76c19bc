package dev.breakwater.order.remote;

import dev.breakwater.resilience.RequestRefused;
import java.io.Serial;
import org.springframework.http.HttpStatusCode;

/** A service that works refused this one request. Says nothing of what was asked for: it is neither done nor impossible. */
public final class RefusedException extends RuntimeException implements RequestRefused {

    @Serial
    private static final long serialVersionUID = 1L;

    public RefusedException(String service, HttpStatusCode status) {
        super(service + " refused with " + status.value(), null, false, false);
    }
}
