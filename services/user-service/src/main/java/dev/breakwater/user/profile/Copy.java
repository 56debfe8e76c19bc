package dev.breakwater.user.profile;

import dev.breakwater.user.database.Need;
import org.jspecify.annotations.Nullable;

/**
 * What Redis says about a profile.
 *
 * @param profile the copy; null when there is none, or Redis did not answer
 * @param change whether the profile is being changed, or has just been
 */
record Copy(@Nullable Profile profile, Change change) {

    /** What is known of changes. */
    sealed interface Change {

        /** None of late: any replica has it all. */
        record None() implements Change {}

        /** One was begun and its end is not known: only the primary can say. */
        record Begun() implements Change {}

        /** The last one was written at that position of the primary's log. */
        record Written(long position) implements Change {}

        /** Redis did not answer. */
        record Unknown() implements Change {}
    }

    static final Copy UNKNOWN = new Copy(null, new Change.Unknown());

    boolean mayBeOutdated() {
        return change instanceof Change.Begun;
    }

    /** What the database must know to tell at least as much. */
    Need need() {
        if (change instanceof Change.Begun) {
            return Need.COMMITTED;
        }
        if (change instanceof Change.Written written) {
            return Need.after(written.position());
        }
        return change instanceof Change.Unknown ? Need.NEWEST : Need.ANY;
    }
}
