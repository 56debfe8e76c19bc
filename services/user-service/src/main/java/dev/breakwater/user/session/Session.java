package dev.breakwater.user.session;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in of a user, as Redis keeps it until it ends.
 *
 * @param id the token's {@code sid}
 */
record Session(UUID id, Instant createdAt, Instant expiresAt) {}
