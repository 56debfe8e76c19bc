package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers for 24 hours what was answered to each key, and which keys are in use right now. Thread-safe. */
final class IdempotencyKeys {

    static final Duration LIFETIME = Duration.ofHours(24);

    private final Map<String, Entry> entries =
            new LinkedHashMap<>(); // in the order of first use, so that the eldest expire first
    private final Clock clock;

    IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param parameters their hash
     * @param reply null while the request runs
     */
    private record Entry(
            String path,
            String parameters,
            Instant since,
            String requestId,
            @Nullable PackedReply reply) {}

    /** What a key is good for. */
    sealed interface Claim {

        /** First use: {@link #complete} or {@link #release} must follow. */
        record Yours() implements Claim {}

        /** Answered before. */
        record Replay(Reply reply, String originalRequestId) implements Claim {}

        record Refused(StripeError error) implements Claim {}
    }

    /** @param parameters spelled so that the same parameters are the same text */
    Claim claim(String key, String path, String parameters, String requestId) {
        return claimHashed(key, path, hash(parameters), requestId);
    }

    private synchronized Claim claimHashed(String key, String path, String parameters, String requestId) {
        Instant now = clock.instant();
        forgetExpired(now);
        Entry entry = entries.get(key);
        if (entry == null) {
            entries.put(key, new Entry(path, parameters, now, requestId, null));
            return new Claim.Yours();
        }
        if (!entry.path().equals(path)) {
            return new Claim.Refused(StripeError.idempotency(
                    400,
                    null,
                    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('"
                            + path
                            + "' vs '" + entry.path() + "'). Try using a key other than '" + key
                            + "' if you meant to execute a different request."));
        }
        if (!entry.parameters().equals(parameters)) {
            return new Claim.Refused(StripeError.idempotency(
                    400,
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
                            + " using a key other than '" + key + "' if you meant to execute a different request."));
        }
        PackedReply reply = entry.reply();
        if (reply == null) {
            return new Claim.Refused(StripeError.idempotency(
                    409,
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this Idempotent Key (that probably means you"
                            + " submitted twice, and the other request is still going through): " + key
                            + ". Please try again later."));
        }
        return new Claim.Replay(reply.unpacked(), entry.requestId());
    }

    void complete(String key, Reply reply) {
        PackedReply packed = PackedReply.of(reply);
        synchronized (this) {
            entries.computeIfPresent(
                    key, (k, e) -> new Entry(e.path(), e.parameters(), e.since(), e.requestId(), packed));
        }
    }

    /** The request never began: the key is as unused as before. */
    synchronized void release(String key) {
        entries.remove(key);
    }

    private void forgetExpired(Instant now) {
        Iterator<Entry> eldestFirst = entries.values().iterator();
        while (eldestFirst.hasNext()) {
            Entry eldest = eldestFirst.next();
            if (eldest.since().plus(LIFETIME).isAfter(now)) {
                return;
            }
            if (eldest.reply() != null) {
                eldestFirst.remove();
            }
        }
    }

    private static String hash(String parameters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(parameters.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
