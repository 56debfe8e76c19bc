package dev.breakwater.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Counts in memory, for this instance alone. Remembers a bounded number of clients: a flood of addresses pushes out others of the flood before
 * it pushes out a client that asks often.
 */
final class LocalCounter implements RequestCounter {

    private final SlidingWindow window;
    private final Clock clock;
    private final Cache<String, Counted> clients;

    LocalCounter(SlidingWindow window, int clientsRemembered, Clock clock) {
        this.window = window;
        this.clock = clock;
        this.clients = Caffeine.newBuilder()
                .maximumSize(clientsRemembered)
                .expireAfterAccess(Duration.ofMillis(2 * window.millis()))
                .build();
    }

    @Override
    public Mono<Verdict> take(String client) {
        return Mono.fromSupplier(() -> counted(client).take(window, clock.millis()));
    }

    /** Counts a request that somebody else let pass, so that we know of it should they go away. */
    void note(String client) {
        counted(client).note(window, clock.millis());
    }

    /** How many clients are remembered. */
    long size() {
        clients.cleanUp();
        return clients.estimatedSize();
    }

    private Counted counted(String client) {
        return Objects.requireNonNull(clients.get(client, unknown -> new Counted()));
    }

    private static final class Counted {

        private long index;
        private int previous;
        private int current;

        synchronized Verdict take(SlidingWindow window, long now) {
            moveTo(now / window.millis());
            long elapsed = now % window.millis();
            boolean allowed = window.admits(previous, current, elapsed);
            if (allowed) {
                current++;
            }
            return window.verdict(allowed, previous, current, elapsed);
        }

        synchronized void note(SlidingWindow window, long now) {
            moveTo(now / window.millis());
            current++;
        }

        private void moveTo(long now) {
            if (now > index) {
                previous = now == index + 1 ? current : 0;
                current = 0;
                index = now;
            }
        }
    }
}
