package dev.breakwater.simulators.faults;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One switch: on or off, and how many calls it has hit. Not thread-safe; {@link Faults} guards it. */
final class FaultSwitch {

    private final Fault fault;
    private @Nullable FaultSettings settings;
    private long switchedOnNanos;
    private long drawn;
    private long hits;
    private long injected;

    FaultSwitch(Fault fault) {
        this.fault = fault;
    }

    void on(FaultSettings how, long nanos) {
        settings = how;
        switchedOnNanos = nanos;
        drawn = 0;
        hits = 0;
    }

    void off() {
        settings = null;
    }

    /**
     * Whether the call that is passing by now is drawn; counts every call that it may hit.
     *
     * @param needs whether the call needs that part of the provider
     */
    @Nullable
    FaultSettings draw(long nanos, Predicate<String> needs) {
        FaultSettings how = active(nanos);
        if (how == null || (how.only() != null && !needs.test(how.only()))) {
            return null;
        }
        long position = drawn++;
        if (failingPeriod(how, nanos) && share(how.seed(), position) < how.rate()) {
            return how;
        }
        return null;
    }

    void hit() {
        hits++;
        injected++;
    }

    private boolean failingPeriod(FaultSettings how, long nanos) {
        if (fault != Fault.FLAPPING) {
            return true;
        }
        long period = Duration.ofMillis(how.value(fault.parameters().get(0))).toNanos();
        return (nanos - switchedOnNanos) / period % 2 == 0;
    }

    /** A number in [0, 1) that depends on seed and position alone (SplitMix64). */
    private static double share(long seed, long position) {
        long z = seed * 0xD1342543DE82EF95L + (position + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53;
    }

    /** What it was switched on with; null once it was switched off or its time is up. */
    @Nullable
    FaultSettings inForce(long nanos) {
        FaultSettings how = settings;
        Duration duration = how == null ? null : how.duration();
        return duration != null && nanos - switchedOnNanos >= duration.toNanos() ? null : how;
    }

    /** The same for calls to come: null as well once it has hit as many as it may. */
    private @Nullable FaultSettings active(long nanos) {
        FaultSettings how = inForce(nanos);
        Long most = how == null ? null : how.most();
        return most != null && hits >= most ? null : how;
    }

    FaultState state(long nanos, @Nullable Long waiting) {
        FaultSettings how = active(nanos);
        Duration duration = how == null ? null : how.duration();
        Duration remaining = duration == null ? null : duration.minusNanos(nanos - switchedOnNanos);
        return new FaultState(fault, how, remaining, injected, waiting);
    }
}
