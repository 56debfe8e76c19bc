package dev.breakwater.warehouse.carrier;

import dev.breakwater.resilience.Deadline;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's OAuth token: kept until shortly before it expires, renewed by one caller while the others wait, no longer than their own
 * deadlines. Belongs inside the guarded call, so that a token call that fails or hangs counts as the carrier's failure. Thread-safe.
 */
final class AccessToken {

    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final Duration WITHOUT_DEADLINE = Duration.ofSeconds(10);

    /** A token as the carrier issues it. */
    record Issued(String value, Duration life) {}

    private record Kept(String value, Instant until) {}

    private final ReentrantLock renewing = new ReentrantLock();
    private final Supplier<Issued> issue;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    AccessToken(Supplier<Issued> issue, Clock clock) {
        this.issue = issue;
        this.clock = clock;
    }

    String value() {
        Kept seen = good();
        return seen == null ? renew() : seen.value();
    }

    /** The carrier refused it: the next caller gets a new one. One that was renewed meanwhile stays. */
    void refused(String value) {
        Kept seen = kept;
        if (seen != null && seen.value().equals(value)) {
            kept = null;
        }
    }

    private String renew() {
        Deadline deadline = Deadline.current();
        Duration patience = deadline == null ? WITHOUT_DEADLINE : deadline.remaining();
        try {
            if (!renewing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UncheckedIOException(new InterruptedIOException("no access token in time"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for an access token"));
        }
        try {
            Kept seen = good();
            if (seen != null) {
                return seen.value();
            }
            Issued issued = issue.get();
            kept = new Kept(issued.value(), clock.instant().plus(issued.life()).minus(EARLY));
            return issued.value();
        } finally {
            renewing.unlock();
        }
    }

    private @Nullable Kept good() {
        Kept seen = kept;
        return seen != null && clock.instant().isBefore(seen.until()) ? seen : null;
    }
}
