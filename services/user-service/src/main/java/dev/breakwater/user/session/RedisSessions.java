package dev.breakwater.user.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The sessions in Redis: for each user one sorted set of session ids, by the moment they end, and one hash of when each began. Both keys carry the
 * user's id in braces, so that in a cluster one script reaches both.
 */
@Component
class RedisSessions {

    /** Adds a session, forgets those that have ended, and keeps the newest when there are too many. */
    private static final RedisScript<Long> ADD = RedisScript.of("""
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
            local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[3])
            local tooMany = redis.call('ZCARD', KEYS[1]) - #gone - tonumber(ARGV[4])
            if tooMany > 0 then
              for _, id in ipairs(redis.call('ZRANGE', KEYS[1], #gone, #gone + tooMany - 1)) do gone[#gone + 1] = id end
            end
            for _, id in ipairs(gone) do
              redis.call('ZREM', KEYS[1], id)
              redis.call('HDEL', KEYS[2], id)
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            redis.call('PEXPIRE', KEYS[2], ARGV[5])
            return #gone""", Long.class);

    private static final RedisScript<Long> END = RedisScript.of("""
            redis.call('HDEL', KEYS[2], ARGV[1])
            return redis.call('ZREM', KEYS[1], ARGV[1])""", Long.class);

    private final StringRedisTemplate redis;
    private final SessionProperties properties;
    private final Clock clock;

    RedisSessions(StringRedisTemplate redis, SessionProperties properties, Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
    }

    void add(UUID user, Session session) {
        redis.execute(
                ADD,
                keys(user),
                session.id().toString(),
                Long.toString(session.expiresAt().toEpochMilli()),
                Long.toString(session.createdAt().toEpochMilli()),
                Integer.toString(properties.perUser()),
                Long.toString(properties.lifetime().plus(Duration.ofMinutes(1)).toMillis()));
    }

    boolean isOn(UUID user, UUID session) {
        Double ends = redis.opsForZSet().score(keys(user).get(0), session.toString());
        return ends != null && ends > clock.millis();
    }

    /** False when there is no such session of that user. */
    boolean end(UUID user, UUID session) {
        Long ended = redis.execute(END, keys(user), session.toString());
        return ended != null && ended > 0;
    }

    /** Those that are on, the newest first. */
    List<Session> of(UUID user) {
        Map<String, String> began =
                redis.<String, String>opsForHash().entries(keys(user).get(1));
        double now = clock.millis();
        Set<TypedTuple<String>> found =
                redis.opsForZSet().rangeByScoreWithScores(keys(user).get(0), now, Double.MAX_VALUE);
        List<Session> sessions = new ArrayList<>();
        for (TypedTuple<String> entry : found == null ? Set.<TypedTuple<String>>of() : found) {
            String id = entry.getValue();
            Double ends = entry.getScore();
            String since = began.get(id);
            if (id != null && ends != null && since != null) {
                sessions.add(
                        new Session(UUID.fromString(id), instant(Long.parseLong(since)), instant(ends.longValue())));
            }
        }
        sessions.sort((session, other) -> other.createdAt().compareTo(session.createdAt()));
        return sessions;
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static List<String> keys(UUID user) {
        return List.of("user-service:{" + user + "}:sessions", "user-service:{" + user + "}:sessions-began");
    }
}
