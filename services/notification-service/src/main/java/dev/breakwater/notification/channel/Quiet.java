package dev.breakwater.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The time during which a provider asked to be left alone. Thread-safe. */
public final class Quiet {

    private final Clock clock;
    private final AtomicReference<Instant> end = new AtomicReference<>(Instant.EPOCH);

    public Quiet(Clock clock) {
        this.clock = clock;
    }

    /** Begins, or grows; never shrinks. */
    public void keep(Duration howLong) {
        Instant asked = clock.instant().plus(howLong);
        end.accumulateAndGet(asked, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** What is left; zero if it is over. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end.get());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
