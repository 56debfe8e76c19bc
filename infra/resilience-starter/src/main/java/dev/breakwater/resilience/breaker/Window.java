package dev.breakwater.resilience.breaker;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What came of the calls of the last so many seconds, in sixty slices: a call is forgotten between 59 and 60 slices after it. Lock-free; a
 * slice is allocated when its first call comes. Adding costs no look at the other slices; {@link #seen} does.
 */
final class Window {

    static final int SLICES = 60;

    private final long sliceNanos;
    private final AtomicReferenceArray<@Nullable Slice> slices = new AtomicReferenceArray<>(SLICES);

    Window(long nanos) {
        sliceNanos = Math.max(1, nanos / SLICES);
    }

    /** Books one call. The call is counted before its failure, so that no reader sees a rate that is too high. */
    void add(long nowNanos, boolean failed, boolean slow) {
        Slice slice = slice(Math.floorDiv(nowNanos, sliceNanos));
        slice.calls.increment();
        if (failed) {
            slice.failed.incrementAndGet();
        }
        if (slow) {
            (failed ? slice.slowFailed : slice.slowSucceeded).incrementAndGet();
        }
    }

    /** Everything that is not yet forgotten. */
    Seen seen(long nowNanos) {
        long tick = Math.floorDiv(nowNanos, sliceNanos);
        long failed = 0;
        long slowFailed = 0;
        long slowSucceeded = 0;
        long calls = 0;
        for (int i = 0; i < SLICES; i++) {
            Slice slice = slices.get(i);
            if (slice != null && tick - slice.tick < SLICES) {
                failed += slice.failed.get();
                slowFailed += slice.slowFailed.get();
                slowSucceeded += slice.slowSucceeded.get();
                calls += slice.calls.sum();
            }
        }
        return new Seen(calls, failed, slowFailed, slowSucceeded);
    }

    /** The same calls in a window of another length, each as old as it was. */
    Window resized(long nanos, long nowNanos) {
        Window other = new Window(nanos);
        for (int i = 0; i < SLICES; i++) {
            Slice slice = slices.get(i);
            if (slice != null && Math.floorDiv(nowNanos, sliceNanos) - slice.tick < SLICES) {
                long tick = Math.floorDiv(slice.tick * sliceNanos, other.sliceNanos);
                if (Math.floorDiv(nowNanos, other.sliceNanos) - tick < SLICES) {
                    other.slice(tick).take(slice);
                }
            }
        }
        return other;
    }

    private Slice slice(long tick) {
        int place = (int) Math.floorMod(tick, (long) SLICES);
        while (true) {
            Slice slice = slices.get(place);
            if (slice != null && slice.tick >= tick) {
                return slice;
            }
            Slice fresh = new Slice(tick);
            if (slices.compareAndSet(place, slice, fresh)) {
                return fresh;
            }
        }
    }

    /** Counts of calls; failed ones and slow ones are among {@code calls}. */
    record Seen(long calls, long failed, long slowFailed, long slowSucceeded) {

        private static final float PERCENT = 100f;

        long slow() {
            return slowFailed + slowSucceeded;
        }

        float failureRate() {
            return calls == 0 ? 0 : failed * PERCENT / calls;
        }

        float slowRate() {
            return calls == 0 ? 0 : slow() * PERCENT / calls;
        }
    }

    private static final class Slice {
        final long tick;
        final LongAdder calls = new LongAdder();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger slowFailed = new AtomicInteger();
        final AtomicInteger slowSucceeded = new AtomicInteger();

        Slice(long tick) {
            this.tick = tick;
        }

        void take(Slice other) {
            calls.add(other.calls.sum());
            failed.addAndGet(other.failed.get());
            slowFailed.addAndGet(other.slowFailed.get());
            slowSucceeded.addAndGet(other.slowSucceeded.get());
        }
    }
}
