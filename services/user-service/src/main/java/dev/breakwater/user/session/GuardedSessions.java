package dev.breakwater.user.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.user.session.SessionStart.Listed;
import dev.breakwater.user.session.SessionStart.Unlisted;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sessions behind the breaker {@code redis}. Whether one has ended is asked anew for each request. While Redis is away a token is good until it
 * expires, and the answer says that nobody has looked (docs/decisions/0010); a sign-out, which could not be kept, is refused.
 */
@Component
public class GuardedSessions {

    private static final int ENDED_HERE = 100_000;

    private record Id(UUID user, UUID session) {}

    private final SessionProperties properties;
    private final Clock clock;
    private final GuardedCall<UUID, SessionStart> start;
    private final GuardedCall<Id, Boolean> isOn;
    private final GuardedCall<Id, Boolean> end;
    private final GuardedCall<UUID, List<Session>> list;

    /** What was ended at this instance stays ended here, should Redis go away or forget it. */
    private final Cache<Id, Boolean> endedHere;

    GuardedSessions(Guards guards, RedisSessions redis, SessionProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        endedHere = Caffeine.newBuilder()
                .maximumSize(ENDED_HERE)
                .expireAfterWrite(properties.lifetime())
                .build();
        start = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .<UUID, SessionStart>call(user -> listed(redis, user))
                .orElse("unlistedSession", this::unlisted);
        isOn = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .<Id, Boolean>call(id -> redis.isOn(id.user(), id.session()))
                .orElse("uncheckedSession", (id, why) -> true);
        end = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(id -> redis.end(id.user(), id.session()));
        list = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(redis::of);
    }

    private Listed listed(RedisSessions redis, UUID user) {
        Instant now = clock.instant();
        Session session = new Session(UUID.randomUUID(), now, now.plus(properties.lifetime()));
        redis.add(user, session);
        return new Listed(session.id(), session.expiresAt());
    }

    private Unlisted unlisted(UUID user, Trouble why) {
        return new Unlisted(clock.instant().plus(properties.unlistedLifetime()));
    }

    /** Begins one; without Redis a short one that is on no list. */
    public SessionStart start(UUID user) {
        return start.with(user);
    }

    /** Whether it has neither ended nor been ended; true, and marked, when Redis cannot be asked. */
    boolean isOn(UUID user, UUID session) {
        Id id = new Id(user, session);
        return endedHere.getIfPresent(id) == null && isOn.with(id);
    }

    /** False when the user has no such session. */
    boolean end(UUID user, UUID session) {
        Id id = new Id(user, session);
        boolean ended = end.with(id);
        if (ended) {
            endedHere.put(id, true);
        }
        return ended;
    }

    List<Session> of(UUID user) {
        return list.with(user);
    }
}
