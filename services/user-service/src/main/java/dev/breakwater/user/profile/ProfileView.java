package dev.breakwater.user.profile;

import java.time.Instant;
import java.util.UUID;

/** A profile as the user gets it, with its age made plain. */
record ProfileView(UUID id, String email, String displayName, Freshness freshness, Instant asOf) {

    static ProfileView of(Profile profile, Freshness freshness) {
        return new ProfileView(profile.id(), profile.email(), profile.displayName(), freshness, profile.asOf());
    }
}
