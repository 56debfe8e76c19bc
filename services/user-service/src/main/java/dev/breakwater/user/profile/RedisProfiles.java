package dev.breakwater.user.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.user.profile.Copy.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** Copies that all instances share, behind the breaker {@code redis}. A cache never fails a request: trouble is a miss. */
@Component
class RedisProfiles {

    private static final Logger log = LoggerFactory.getLogger(RedisProfiles.class);

    /** What became of the word that a change begins. */
    enum Announcement {
        HEARD,
        /** Another change has been begun whose end is not known. */
        ONE_OF_SEVERAL,
        /** Redis did not answer. */
        NOT_HEARD
    }

    private record Step(RedisScript<Long> script, UUID id, List<String> arguments) {}

    private final ObjectMapper json;
    private final ProfileProperties properties;
    private final Clock clock;
    private final GuardedCall<UUID, Copy> look;
    private final GuardedCall<Step, Long> run;

    /** Until then changes may have passed Redis by: at first because this process cannot know what it had not finished when it last ended. */
    private volatile Instant unreliableUntil;

    RedisProfiles(
            Guards guards, StringRedisTemplate redis, ObjectMapper json, ProfileProperties properties, Clock clock) {
        this.json = json;
        this.properties = properties;
        this.clock = clock;
        unreliableUntil = clock.instant();
        look = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(id -> copy(redis.opsForValue().multiGet(keys(id))));
        run = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(step -> redis.execute(
                        step.script(), keys(step.id()), step.arguments().toArray()));
    }

    Copy look(UUID id) {
        try {
            return look.with(id);
        } catch (DependencyUnavailableException redisAway) {
            noteOutage(redisAway.trouble());
            return Copy.UNKNOWN;
        }
    }

    /** Whether it was made since Redis was last away: a change that was made meanwhile is not in the older ones. */
    boolean isReliable(Profile copy) {
        return copy.asOf().isAfter(unreliableUntil);
    }

    /** False when Redis did not answer. */
    boolean remember(Profile profile) {
        return run(ProfileScripts.REMEMBER, profile.id(), copyOf(profile)) != null;
    }

    /** Says that a change begins. */
    Announcement begin(UUID id) {
        Long first = run(ProfileScripts.BEGIN, id, List.of(millis(properties.fresh())));
        if (first == null) {
            return Announcement.NOT_HEARD;
        }
        return first == 1 ? Announcement.HEARD : Announcement.ONE_OF_SEVERAL;
    }

    /** Takes that back. */
    void withdraw(UUID id) {
        run(ProfileScripts.WITHDRAW, id, List.of());
    }

    /** False when Redis did not answer. */
    boolean settle(Profile changed, long position) {
        List<String> arguments = new ArrayList<>(copyOf(changed));
        arguments.add(Long.toString(position));
        arguments.add(millis(properties.fresh()));
        return run(ProfileScripts.SETTLE, changed.id(), arguments) != null;
    }

    private @Nullable Long run(RedisScript<Long> script, UUID id, List<String> arguments) {
        try {
            return run.with(new Step(script, id, arguments));
        } catch (DependencyUnavailableException redisAway) {
            noteOutage(redisAway.trouble());
            log.debug("Redis does not take part", redisAway);
            return null;
        }
    }

    /** One slow answer is no outage; a connection that is not there is. */
    private void noteOutage(Trouble trouble) {
        boolean outage = trouble instanceof Trouble.Rejected rejected
                ? rejected.reason() == Trouble.Reason.BREAKER_OPEN
                : trouble instanceof Trouble.Failed failed && !(failed.cause() instanceof QueryTimeoutException);
        if (outage) {
            unreliableUntil = clock.instant();
        }
    }

    private List<String> copyOf(Profile profile) {
        try {
            return List.of(
                    json.writeValueAsString(profile), Long.toString(profile.version()), millis(properties.stale()));
        } catch (JsonProcessingException notWritable) {
            throw new IllegalStateException("a profile cannot be written as JSON", notWritable);
        }
    }

    private Copy copy(@Nullable List<@Nullable String> found) {
        if (found == null) {
            return Copy.UNKNOWN;
        }
        String copy = found.get(0);
        return new Copy(copy == null ? null : parse(copy), change(found.get(1)));
    }

    private static Change change(@Nullable String mark) {
        if (mark == null) {
            return new Change.None();
        }
        return mark.equals("?") ? new Change.Begun() : new Change.Written(Long.parseLong(mark));
    }

    private @Nullable Profile parse(String copy) {
        try {
            return json.readValue(copy, Profile.class);
        } catch (JsonProcessingException written) {
            log.warn("A copy in Redis cannot be read, as if there were none", written);
            return null;
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }

    /** The braces keep both in one slot of a cluster. */
    private static List<String> keys(UUID id) {
        return List.of("user-service:{" + id + "}:profile", "user-service:{" + id + "}:change");
    }
}
