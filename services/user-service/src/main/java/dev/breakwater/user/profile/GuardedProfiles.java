package dev.breakwater.user.profile;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.user.database.Need;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Profiles from Redis while their copies are fresh, else from the database, where readers of one profile share one call; while that is away, from copies
 * that say how old they are.
 */
@Component
class GuardedProfiles {

    /** As long as the time limit of the policy class {@code database}. */
    private static final Duration LONGEST_FLIGHT = Duration.ofSeconds(3);

    private final RedisProfiles shared;
    private final LocalProfiles local;
    private final ProfileChanges changes;
    private final ProfileProperties properties;
    private final Clock clock;
    private final SingleFlight<Lookup.Key, Optional<Profile>> flights = new SingleFlight<>(LONGEST_FLIGHT);
    private final GuardedCall<Lookup, Optional<Profile>> fromDatabase;
    private final GuardedCall<Lookup, Optional<ProfileView>> read;

    GuardedProfiles(
            Guards guards,
            ProfileRepository database,
            RedisProfiles shared,
            LocalProfiles local,
            ProfileChanges changes,
            ProfileProperties properties,
            Clock clock) {
        this.shared = shared;
        this.local = local;
        this.changes = changes;
        this.properties = properties;
        this.clock = clock;
        fromDatabase = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(lookup -> database.find(lookup.id(), lookup.need()));
        // No guard but the flight: what is shared goes through the breaker once, and who shares it falls back each for
        // themselves.
        read = guards.on("user-db")
                .<Lookup, Optional<ProfileView>>call(
                        lookup -> flights.join(lookup.key(), lookup.sinceNanos(), () -> fetch(lookup))
                                .map(profile -> ProfileView.of(profile, Freshness.LIVE)))
                .orElse("sharedCopy", this::sharedCopy)
                .orElse("localCopy", this::localCopy);
    }

    private Optional<ProfileView> sharedCopy(Lookup lookup, Trouble why) throws NoCopyException {
        Profile copy = lookup.seen().profile();
        if (copy == null || local.hasNewer(copy)) {
            throw new NoCopyException("Redis");
        }
        return Optional.of(shown(copy, lookup.seen().mayBeOutdated()));
    }

    private Optional<ProfileView> localCopy(Lookup lookup, Trouble why) throws NoCopyException {
        Profile copy = local.find(lookup.id()).orElseThrow(() -> new NoCopyException("this process"));
        return Optional.of(shown(copy, lookup.seen().mayBeOutdated()));
    }

    /** Empty when there is no such user. */
    Optional<ProfileView> find(UUID id) {
        long since = System.nanoTime();
        Optional<Need> changedHere = changes.need(id);
        Copy seen = shared.look(id);
        Profile copy = seen.profile();
        if (copy != null
                && isFresh(copy)
                && shared.isReliable(copy)
                && !seen.mayBeOutdated()
                && !changes.isUntold(id)) {
            return Optional.of(ProfileView.of(copy, Freshness.CACHED));
        }
        return read.with(new Lookup(id, seen, changedHere.orElseGet(seen::need), since));
    }

    /** Told to the copies before anybody gets it, so that who comes later finds it there. */
    private Optional<Profile> fetch(Lookup lookup) {
        Optional<Profile> found = fromDatabase.with(lookup);
        found.ifPresent(profile -> {
            local.remember(profile);
            shared.remember(profile);
        });
        return found;
    }

    /** Readers who come after a change do not share the answer to those who came before. */
    void changed(Profile profile) {
        local.remember(profile);
        flights.forget(new Lookup.Key(profile.id(), Need.ANY));
        flights.forget(new Lookup.Key(profile.id(), Need.NEWEST));
        flights.forget(new Lookup.Key(profile.id(), Need.COMMITTED));
    }

    private ProfileView shown(Profile copy, boolean outdated) throws NoCopyException {
        if (age(copy).compareTo(properties.stale()) > 0) {
            throw new NoCopyException("the caches that is young enough");
        }
        return ProfileView.of(copy, outdated || !isFresh(copy) ? Freshness.STALE : Freshness.CACHED);
    }

    private boolean isFresh(Profile copy) {
        return age(copy).compareTo(properties.fresh()) <= 0;
    }

    private Duration age(Profile copy) {
        return Duration.between(copy.asOf(), clock.instant());
    }
}
