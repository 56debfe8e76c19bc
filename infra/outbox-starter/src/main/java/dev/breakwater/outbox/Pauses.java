package dev.breakwater.outbox;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a relay waits: full jitter that doubles with each failure in a row, up to a bound. Thread-safe. */
final class Pauses {

    private static final int MOST_DOUBLINGS = 20;

    private final Duration poll;
    private final Duration contended;
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Pauses(OutboxProperties properties, Speed speed, RandomGenerator random) {
        // Not a wait that somebody notices: what this process adds wakes its relay, and only a dead process's messages
        // are found so.
        this.poll = properties.poll();
        this.contended = speed.divide(properties.poll());
        this.first = speed.divide(properties.firstPause());
        this.longest = speed.divide(properties.longestPause());
        this.random = random;
    }

    Duration whenIdle() {
        return poll;
    }

    /** Another relay is at work: look again soon at first, then no more often than when idle. */
    Duration whenContended(int inARow) {
        return upTo(contended, doubled(contended.dividedBy(32), inARow));
    }

    /**
     * Full jitter, so that a fleet does not come back in step.
     *
     * @param inARow failures without a success, 1 or more
     */
    Duration whenFailed(int inARow) {
        Duration most = upTo(longest, doubled(first, inARow - 1));
        return Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos())));
    }

    private static Duration doubled(Duration pause, int times) {
        return pause.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    }

    private static Duration upTo(Duration most, Duration pause) {
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
