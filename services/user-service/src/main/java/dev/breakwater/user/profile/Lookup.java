package dev.breakwater.user.profile;

import dev.breakwater.user.database.Need;
import java.util.UUID;

/**
 * One reader's wish.
 *
 * @param seen what Redis said
 * @param need what it takes to tell this reader what they may already know
 * @param sinceNanos when the reader began to look
 */
record Lookup(UUID id, Copy seen, Need need, long sinceNanos) {

    /** What readers have in common who may share one answer. */
    record Key(UUID id, Need need) {}

    Key key() {
        return new Key(id, need);
    }
}
