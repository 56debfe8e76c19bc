package dev.breakwater.user.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Copies that all instances share, behind the breaker {@code redis}. A cache never fails a request: trouble is a miss. */
@Component
class RedisProfiles {

    private static final Logger log = LoggerFactory.getLogger(RedisProfiles.class);

    private final ObjectMapper json;
    private final GuardedCall<UUID, Optional<String>> read;
    private final GuardedCall<Profile, Boolean> write;

    RedisProfiles(Guards guards, StringRedisTemplate redis, ObjectMapper json, ProfileProperties properties) {
        Duration lifetime = properties.stale();
        this.json = json;
        read = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(id -> Optional.ofNullable(redis.opsForValue().get(key(id))));
        write = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(profile -> {
                    redis.opsForValue().set(key(profile.id()), json.writeValueAsString(profile), lifetime);
                    return true;
                });
    }

    void remember(Profile profile) {
        try {
            write.with(profile);
        } catch (DependencyUnavailableException redisAway) {
            log.debug("The profile is not copied to Redis", redisAway);
        }
    }

    Optional<Profile> find(UUID id) {
        try {
            return read.with(id).map(this::parse);
        } catch (DependencyUnavailableException redisAway) {
            return Optional.empty();
        }
    }

    private @Nullable Profile parse(String copy) {
        try {
            return json.readValue(copy, Profile.class);
        } catch (JsonProcessingException written) {
            log.warn("A copy in Redis cannot be read, as if there were none", written);
            return null;
        }
    }

    private static String key(UUID id) {
        return "user-service:profile:" + id;
    }
}
