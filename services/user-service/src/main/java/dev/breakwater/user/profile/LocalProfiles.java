package dev.breakwater.user.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The last copies that this process has seen: what is left when the database and Redis are both away. */
@Component
class LocalProfiles {

    private final Cache<UUID, Profile> copies;

    LocalProfiles(ProfileProperties properties) {
        copies = Caffeine.newBuilder().maximumSize(properties.localCopies()).build();
    }

    void remember(Profile profile) {
        copies.asMap()
                .merge(profile.id(), profile, (known, other) -> known.version() > other.version() ? known : other);
    }

    boolean hasNewer(Profile other) {
        Profile known = copies.getIfPresent(other.id());
        return known != null && known.version() > other.version();
    }

    Optional<Profile> find(UUID id) {
        return Optional.ofNullable(copies.getIfPresent(id));
    }
}
