package dev.breakwater.simulators.bank;

import dev.breakwater.simulators.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers for 24 hours what was answered to each key, and which keys are in use right now. Thread-safe. */
final class IdempotencyKeys {

    static final Duration LIFETIME = Duration.ofHours(24);

    private final Map<String, Entry> entries = new LinkedHashMap<>(); // in the order of first use
    private final Clock clock;

    IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /** @param reply null while the request runs */
    private record Entry(
            String request, Instant since, @Nullable Reply reply) {}

    /**
     * What was answered to this key before; empty for its first use, after which {@link #complete} or {@link #release} must follow.
     *
     * @param request endpoint and body, spelled so that the same request is the same text
     * @throws BankError 409 while the key is in use, 422 if it was used for another request
     */
    synchronized Optional<Reply> claim(String key, String request) {
        Instant now = clock.instant();
        entries.values()
                .removeIf(entry ->
                        entry.reply() != null && !entry.since().plus(LIFETIME).isAfter(now));
        Entry entry = entries.get(key);
        if (entry == null) {
            entries.put(key, new Entry(request, now, null));
            return Optional.empty();
        }
        if (!entry.request().equals(request)) {
            throw new BankError(
                    422, "idempotency_key_reused", "The idempotency key was used for another request.", null);
        }
        if (entry.reply() == null) {
            throw new BankError(
                    409, "idempotency_key_in_use", "A request with this idempotency key is being processed.", null);
        }
        return Optional.of(entry.reply());
    }

    synchronized void complete(String key, Reply reply) {
        entries.computeIfPresent(key, (k, entry) -> new Entry(entry.request(), entry.since(), reply));
    }

    /** The request never began: the key is as unused as before. */
    synchronized void release(String key) {
        entries.remove(key);
    }
}
