package dev.breakwater.notification.sendgrid;

import java.time.Duration;

/** What came of handing a mail to SendGrid. */
public sealed interface Delivery {

    /** SendGrid has it. */
    record Accepted() implements Delivery {}

    /** SendGrid will never take this mail; the reason holds nothing personal. */
    record Refused(String reason) implements Delivery {}

    /**
     * SendGrid failed; after a timeout it may have the mail nevertheless.
     *
     * @param askedToWait what SendGrid asked for; zero if nothing
     */
    record Failed(String reason, Duration askedToWait) implements Delivery {}

    /**
     * SendGrid was not asked: its breaker is open, or too many mails are under way.
     *
     * @param retryAfter when asking makes sense again
     */
    record NotAsked(Duration retryAfter) implements Delivery {}
}
