package dev.breakwater.notification.channel;

import java.io.Serial;
import java.time.Duration;

/** A provider's answer that says something about the provider or our account, not about the message. */
public final class ProviderFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int UNAVAILABLE = 503;

    private final int status;
    private final Duration askedToWait;

    /** @param askedToWait what the provider asked for; zero if nothing */
    public ProviderFailedException(String provider, int status, Duration askedToWait) {
        super(provider + " answered " + status, null, false, false);
        this.status = status;
        this.askedToWait = askedToWait;
    }

    /** A wrong key (401, 403) or account (404) is our fault, not the message's: no message is given up for it. */
    public static boolean saysNothingOfTheMessage(int status) {
        return status < 400
                || status >= 500
                || status == 401
                || status == 403
                || status == 404
                || status == 408
                || status == 429;
    }

    /**
     * Whether the message may have been sent nevertheless. A 503 comes from a front door that lets nothing in; any other 5xx may have
     * come after the work was done.
     */
    boolean leavesItOpen() {
        return status >= 500 && status != UNAVAILABLE;
    }

    public Duration askedToWait() {
        return askedToWait;
    }
}
