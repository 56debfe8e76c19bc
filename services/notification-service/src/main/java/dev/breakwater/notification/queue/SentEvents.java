package dev.breakwater.notification.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.breakwater.notification.sendgrid.Delivery;
import dev.breakwater.notification.sendgrid.Delivery.Accepted;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Remembers which events have had their mail, so that a message delivered again is not a second mail. In this process only: what
 * is delivered again across a restart, or to another instance, is sent again.
 */
@Component
class SentEvents {

    private static final int STRIPES = 256;

    private final Cache<String, Boolean> sent = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(24))
            .build();
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** Sends unless the event had its mail; empty then. Two deliveries of one event at the same time wait for each other. */
    Optional<Delivery> once(String eventId, Supplier<Delivery> send) {
        ReentrantLock lock = locks[Math.floorMod(eventId.hashCode(), STRIPES)];
        lock.lock();
        try {
            if (sent.getIfPresent(eventId) != null) {
                return Optional.empty();
            }
            Delivery delivery = send.get();
            if (delivery instanceof Accepted) {
                sent.put(eventId, true);
            }
            return Optional.of(delivery);
        } finally {
            lock.unlock();
        }
    }
}
