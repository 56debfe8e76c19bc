package dev.breakwater.resilience;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ErrorHandler;

/**
 * What is done every now and then meets the same outages as a request. It then waits for its next turn, and one line says so; while the
 * breaker is open not even that, since the breaker has said it. Anything else that goes wrong is a fault of ours. Thread-safe.
 */
final class ScheduledWork implements ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ScheduledWork.class);

    @Override
    public void handleError(Throwable failure) {
        if (!(failure instanceof DependencyUnavailableException away)) {
            log.error("Scheduled work failed", failure);
        } else if (away.trouble() instanceof Trouble.Rejected) {
            log.debug("Scheduled work waits for its next turn: {}", away.getMessage());
        } else {
            log.warn("Scheduled work waits for its next turn: {}", away.getMessage());
        }
    }
}
