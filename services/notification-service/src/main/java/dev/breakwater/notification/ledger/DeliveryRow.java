package dev.breakwater.notification.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event's row as it was when it was locked.
 *
 * @param leaseLeft how long whoever is sending still has; zero if nobody is
 * @param unknownFor how long ago the attempt ended of which nobody knows the outcome
 * @param delivery what the provider last said; null if nothing
 * @param lostSms the SMS that did not arrive and that a mail replaces; null if there is none
 * @param notice the message itself, for a mail that may have to follow; null if none may
 */
record DeliveryRow(
        String eventId,
        Route route,
        Status status,
        int attempts,
        Duration leaseLeft,
        Duration unknownFor,
        @Nullable String delivery,
        @Nullable String lostSms,
        @Nullable String notice) {

    enum Status {
        /** Certainly not sent; may be. */
        READY,
        /** Somebody is at it, or died at it. */
        SENDING,
        /** May have been sent. */
        UNKNOWN,
        SENT,
        REFUSED
    }

    boolean isFinal() {
        return status == Status.SENT || status == Status.REFUSED;
    }
}
