package dev.breakwater.user.profile;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.user.profile.RedisProfiles.Announcement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;

/**
 * Changes of profiles behind the breaker {@code user-db}. Stored or not at all: without the database there is no change, and the caller is told so.
 * Redis is told before and after, so that whatever ends in between, no copy from before passes for fresh.
 */
@Component
class GuardedChanges {

    private sealed interface Change {
        UUID id();

        record Rename(UUID id, String displayName) implements Change {}

        record Discount(UUID id, int percent) implements Change {}
    }

    /** @param position null when it is not known */
    private record Made(Profile profile, @Nullable Long position) {}

    private final ProfileRepository database;
    private final ProfileChanges changes;
    private final GuardedProfiles profiles;
    private final GuardedCall<Change, Optional<Made>> change;

    GuardedChanges(Guards guards, ProfileRepository database, ProfileChanges changes, GuardedProfiles profiles) {
        this.database = database;
        this.changes = changes;
        this.profiles = profiles;
        change = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(DataIntegrityViolationException.class::isInstance)
                .call(this::make);
    }

    /** Empty when there is no such user. */
    Optional<ProfileView> rename(UUID id, String displayName) {
        return make(id, new Change.Rename(id, displayName));
    }

    /** Empty when there is no such user. */
    Optional<ProfileView> discount(UUID id, int percent) {
        return make(id, new Change.Discount(id, percent));
    }

    private Optional<ProfileView> make(UUID id, Change wanted) {
        Announcement announcement = changes.begin(id);
        try {
            Optional<Made> made = change.with(wanted);
            made.ifPresentOrElse(
                    found -> {
                        profiles.changed(found.profile());
                        changes.made(found.profile(), found.position());
                    },
                    () -> changes.withdraw(id, announcement));
            return made.map(found -> ProfileView.of(found.profile(), Freshness.LIVE));
        } catch (DependencyUnavailableException away) {
            if (neverSent(away.trouble())) {
                changes.withdraw(id, announcement);
            }
            throw away;
        }
    }

    private Optional<Made> make(Change wanted) {
        Optional<Profile> changed = wanted instanceof Change.Rename rename
                ? database.rename(rename.id(), rename.displayName())
                : database.discount(wanted.id(), ((Change.Discount) wanted).percent());
        return changed.map(profile -> new Made(profile, position()));
    }

    /** The change is made: it does not fail because this does. */
    private @Nullable Long position() {
        try {
            return database.position();
        } catch (DataAccessException away) {
            return null;
        }
    }

    private static boolean neverSent(Trouble trouble) {
        if (trouble.neverSent()) {
            return true;
        }
        return trouble instanceof Trouble.Failed failed && failed.cause() instanceof CannotGetJdbcConnectionException;
    }
}
