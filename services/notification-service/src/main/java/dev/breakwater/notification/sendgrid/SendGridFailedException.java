package dev.breakwater.notification.sendgrid;

import java.io.Serial;
import java.time.Duration;

/** SendGrid's answer says something about SendGrid or our account, not about the mail. */
final class SendGridFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration askedToWait;

    SendGridFailedException(int status, Duration askedToWait) {
        super("SendGrid answered " + status, null, false, false);
        this.askedToWait = askedToWait;
    }

    Duration askedToWait() {
        return askedToWait;
    }
}
