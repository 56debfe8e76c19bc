package dev.breakwater.notification.ledger;

import java.time.Duration;
import java.util.UUID;

/** What may be done about an event now. */
public sealed interface Claim {

    /** Nothing: its message was sent, or will never be. */
    record Finished() implements Claim {}

    /** Nothing yet: somebody is sending it, or may have sent it and word of it is still expected. */
    record Wait(Duration howLong) implements Claim {}

    /** Ask Twilio whether it has the SMS. */
    record Ask() implements Claim {}

    /**
     * Send it: for as long as the lease lasts nobody else may.
     *
     * @param attempts that failed before
     */
    record Send(String eventId, Route route, int attempts, UUID lease) implements Claim {}
}
