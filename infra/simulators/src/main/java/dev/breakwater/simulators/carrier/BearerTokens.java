package dev.breakwater.simulators.carrier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The access tokens that a carrier has issued. Thread-safe. */
public final class BearerTokens {

    private static final String PREFIX = "Bearer ";

    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();
    private final Duration life;
    private final Clock clock;

    public BearerTokens(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    public String issue() {
        String token = UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.instant();
        expiries.values().removeIf(expiry -> expiry.isBefore(now.minus(life)));
        expiries.put(token, now.plus(life));
        issued.incrementAndGet();
        return token;
    }

    /** Whether the header {@code Authorization} holds a token of ours that is still good. */
    public boolean accepts(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(PREFIX)) {
            return false;
        }
        Instant expiry = expiries.get(authorization.substring(PREFIX.length()));
        return expiry != null && clock.instant().isBefore(expiry);
    }

    /** Seconds that a token is good for. */
    public long lifeSeconds() {
        return life.toSeconds();
    }

    /** Tokens issued since the start. */
    public long issued() {
        return issued.get();
    }

    /** No token that was issued so far is good any more. */
    public void expireAll() {
        expiries.clear();
    }
}
