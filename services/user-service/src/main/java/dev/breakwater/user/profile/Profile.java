package dev.breakwater.user.profile;

import java.time.Instant;
import java.util.UUID;

/**
 * A user's own data as it was at one moment.
 *
 * @param asOf when the database said so
 */
record Profile(UUID id, String email, String displayName, Instant asOf) {}
