package dev.breakwater.notification.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a message.
 *
 * @param providerId its id of the message
 * @param stage the more final wins, in whatever order they come
 */
public record Report(String eventId, Route route, String providerId, Stage stage) {

    /** How far a message has come. */
    public enum Stage {
        TAKEN(1),
        LEFT(2),
        ARRIVED(3),
        /** It never will arrive. */
        LOST(4);

        private final int rank;

        Stage(int rank) {
            this.rank = rank;
        }

        boolean isAfter(@Nullable String other) {
            return other == null || rank > valueOf(other).rank;
        }
    }
}
