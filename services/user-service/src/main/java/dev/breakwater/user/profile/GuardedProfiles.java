package dev.breakwater.user.profile;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Profiles from the database; while it is away, from copies that say how old they are. */
@Component
class GuardedProfiles {

    private record Rename(UUID id, String displayName) {}

    private final RedisProfiles shared;
    private final LocalProfiles local;
    private final ProfileProperties properties;
    private final Clock clock;
    private final GuardedCall<UUID, Optional<ProfileView>> read;
    private final GuardedCall<Rename, Optional<Profile>> rename;

    GuardedProfiles(
            Guards guards,
            ProfileRepository database,
            RedisProfiles shared,
            LocalProfiles local,
            ProfileProperties properties,
            Clock clock) {
        this.shared = shared;
        this.local = local;
        this.properties = properties;
        this.clock = clock;
        read = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .<UUID, Optional<ProfileView>>call(
                        id -> database.find(id).map(profile -> ProfileView.of(profile, Freshness.LIVE)))
                .orElse("sharedCopy", this::sharedCopy)
                .orElse("localCopy", this::localCopy);
        rename = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(DataIntegrityViolationException.class::isInstance)
                .call(change -> database.rename(change.id(), change.displayName()));
    }

    private Optional<ProfileView> sharedCopy(UUID id, Trouble why) {
        return Optional.of(shown(shared.find(id), "Redis"));
    }

    private Optional<ProfileView> localCopy(UUID id, Trouble why) {
        return Optional.of(shown(local.find(id), "this process"));
    }

    /** Empty when there is no such user. */
    Optional<ProfileView> find(UUID id) {
        Optional<ProfileView> found = read.with(id);
        found.filter(view -> view.freshness() == Freshness.LIVE).ifPresent(this::remember);
        return found;
    }

    /** Stored or not at all: without the database there is no renaming, and the caller is told so. */
    Optional<ProfileView> rename(UUID id, String displayName) {
        Optional<ProfileView> renamed =
                rename.with(new Rename(id, displayName)).map(profile -> ProfileView.of(profile, Freshness.LIVE));
        renamed.ifPresent(this::remember);
        return renamed;
    }

    /** Outside the guard of the database, whose time and verdict must not depend on Redis. */
    private void remember(ProfileView view) {
        Profile profile = new Profile(view.id(), view.email(), view.displayName(), view.asOf());
        local.remember(profile);
        shared.remember(profile);
    }

    private ProfileView shown(Optional<Profile> copy, String cache) {
        Profile profile = copy.orElseThrow(() -> new NoCopyException(cache));
        Duration age = Duration.between(profile.asOf(), clock.instant());
        if (age.compareTo(properties.stale()) > 0) {
            throw new NoCopyException(cache);
        }
        return ProfileView.of(profile, age.compareTo(properties.fresh()) > 0 ? Freshness.STALE : Freshness.CACHED);
    }
}
