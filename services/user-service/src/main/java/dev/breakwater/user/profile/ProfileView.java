package dev.breakwater.user.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/** A profile as the user gets it, with its age made plain. */
record ProfileView(
        UUID id,
        String email,
        String displayName,
        @JsonIgnore int discountPercent,
        Freshness freshness,
        Instant asOf) {

    static ProfileView of(Profile profile, Freshness freshness) {
        return new ProfileView(
                profile.id(),
                profile.email(),
                profile.displayName(),
                profile.discountPercent(),
                freshness,
                profile.asOf());
    }
}
