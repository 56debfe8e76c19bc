package dev.breakwater.resilience;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A guarded call brought no answer, and no fallback did either. Carries no stack trace: it is raised where it is known to be. */
public final class DependencyUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final Duration retryAfter;

    public DependencyUnavailableException(Trouble trouble, Duration retryAfter) {
        super(
                trouble.dependency() + " is unavailable: " + trouble,
                trouble instanceof Trouble.Failed failed ? failed.cause() : null,
                true,
                false);
        this.trouble = trouble;
        this.retryAfter = retryAfter;
    }

    /** The name of the dependency, which is the breaker's. */
    public String dependency() {
        return trouble.dependency();
    }

    public Trouble trouble() {
        return trouble;
    }

    /** When asking again may help; never negative. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether time ran out, rather than the dependency saying no. */
    public boolean timedOut() {
        if (trouble instanceof Trouble.Rejected rejected) {
            return rejected.reason() == Trouble.Reason.NO_TIME_LEFT;
        }
        for (@Nullable Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof InterruptedIOException) {
                return true;
            }
        }
        return false;
    }
}
