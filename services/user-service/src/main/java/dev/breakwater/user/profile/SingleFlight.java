package dev.breakwater.user.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.breakwater.resilience.Deadline;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Of many threads that want the same at once, one fetches it and all get it, the failure included. Also those get it that began to look before it
 * was there and came too late to wait for it. Thread-safe.
 *
 * @param <K> says what is wanted
 * @param <V> what is fetched
 */
final class SingleFlight<K, V> {

    private static final int REMEMBERED = 10_000;

    /** Nobody waits longer than the fetching thread may take. */
    private final Duration longest;

    private final Cache<K, Flight<V>> flights;

    private static final class Flight<V> {
        private final CompletableFuture<V> result = new CompletableFuture<>();
        private volatile long endedNanos;

        boolean serves(long sinceNanos) {
            return !result.isDone() || (!result.isCompletedExceptionally() && endedNanos - sinceNanos >= 0);
        }
    }

    SingleFlight(Duration longest) {
        this.longest = longest;
        flights = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(longest.plusSeconds(1))
                .build();
    }

    /**
     * Gets what is fetched, by this thread or another one.
     *
     * @param sinceNanos when this thread began to look, in {@link System#nanoTime()}: what was there by then, it would have found
     * @throws Exception what the fetching thread failed with
     */
    V join(K key, long sinceNanos, Callable<V> fetch) throws Exception {
        Flight<V> mine = new Flight<>();
        Flight<V> flight =
                flights.asMap().compute(key, (same, known) -> known != null && known.serves(sinceNanos) ? known : mine);
        return flight == mine ? fly(mine, fetch) : await(flight);
    }

    /** What is fetched from now on is fetched anew: something has changed. */
    void forget(K key) {
        flights.invalidate(key);
    }

    private V fly(Flight<V> mine, Callable<V> fetch) throws Exception {
        boolean done = false;
        try {
            V value = fetch.call();
            mine.endedNanos = System.nanoTime();
            mine.result.complete(value);
            done = true;
            return value;
        } catch (RuntimeException failure) {
            mine.result.completeExceptionally(failure);
            done = true;
            throw failure;
        } finally {
            if (!done) {
                mine.result.completeExceptionally(new IllegalStateException("the fetching thread failed"));
            }
        }
    }

    private V await(Flight<V> flight) throws Exception {
        @Nullable Deadline deadline = Deadline.current();
        long nanos = deadline == null
                ? longest.toNanos()
                : Math.min(longest.toNanos(), deadline.remaining().toNanos());
        try {
            return flight.result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw failed;
        } catch (TimeoutException late) {
            throw new TimeoutException("another thread is still fetching it");
        }
    }
}
