package dev.breakwater.user.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the primary had written its log, and when: what the lag of a replica is measured with. A replica that has replayed all that was ever
 * seen at the primary is not behind, however long nothing is written, and none falls further behind a primary that is gone. Thread-safe.
 */
final class PrimaryLog {

    private static final int REMEMBERED = 512;

    private record Seen(long written, long nanos) {}

    private final Deque<Seen> seen = new ArrayDeque<>();
    private long newest;

    /** @param written the position in the log, in bytes */
    synchronized void saw(long written, long nanos) {
        newest = nanos;
        Seen last = seen.peekLast();
        if (last != null && last.written == written) {
            return;
        }
        seen.addLast(new Seen(written, nanos));
        if (seen.size() > REMEMBERED) {
            seen.removeFirst();
        }
    }

    /** How long before the last look at the primary it was first seen beyond that position; zero when it never was. */
    synchronized Duration lagOf(long replayed) {
        for (Seen moment : seen) {
            if (moment.written > replayed) {
                return Duration.ofNanos(newest - moment.nanos);
            }
        }
        return Duration.ZERO;
    }
}
