package dev.breakwater.user.session;

import java.time.Instant;
import java.util.UUID;

/** How the beginning of a session ends. */
public sealed interface SessionStart {

    /** Until when the token is good. */
    Instant expiresAt();

    /** It can be listed and ended. */
    record Listed(UUID id, Instant expiresAt) implements SessionStart {}

    /** Redis is away: nobody can end it, so it ends soon by itself. */
    record Unlisted(Instant expiresAt) implements SessionStart {}
}
