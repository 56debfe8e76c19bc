package dev.breakwater.order.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What was remembered under a key, by any instance in Memcached and by this one in its own memory. Either may forget at any moment,
 * and neither ever fails a request. Thread-safe.
 */
@Component
public class Memory {

    private static final Logger log = LoggerFactory.getLogger(Memory.class);

    private final GuardedCall<String, Optional<String>> get;
    private final GuardedCall<Entry, Boolean> put;
    private final Cache<String, String> own;
    private final ObjectMapper json;

    Memory(Guards guards, MemcachedConnection memcached, MemoryProperties properties, ObjectMapper json) {
        this.json = json;
        own = Caffeine.newBuilder().maximumSize(properties.ownEntries()).build();
        get = guards.on("memcached")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(memcached::get);
        put = guards.on("memcached")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(memcached::set);
    }

    /**
     * What is remembered; empty when nothing is, or it cannot be read. Without Memcached it is what this process remembers, and nobody
     * need be told: how old a value may be is the caller's rule, whoever remembered it.
     */
    public <V> Optional<V> recall(String key, Class<V> type) {
        return inMemcached(key)
                .or(() -> Optional.ofNullable(own.getIfPresent(key)))
                .flatMap(text -> read(key, text, type));
    }

    private Optional<String> inMemcached(String key) {
        try {
            return get.with(key);
        } catch (DependencyUnavailableException e) {
            log.debug("Memcached does not tell {}: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Remembers a value in both places. That Memcached does not is no news for the caller: it is told when it is asked.
     *
     * @param lifetime in Memcached; this process forgets what was not used for longest
     */
    public void remember(String key, Object value, Duration lifetime) {
        try {
            String text = json.writeValueAsString(value);
            own.put(key, text);
            put.with(new Entry(key, text, lifetime));
        } catch (DependencyUnavailableException e) {
            log.debug("Memcached does not remember {}: {}", key, e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value of " + key + " cannot be written", e);
        }
    }

    private <V> Optional<V> read(String key, String text, Class<V> type) {
        try {
            return Optional.of(json.readValue(text, type));
        } catch (JsonProcessingException e) {
            // another version's, or damaged
            log.warn("What is remembered under {} cannot be read: {}", key, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    record Entry(String key, String value, Duration lifetime) {}
}
