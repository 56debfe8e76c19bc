package dev.breakwater.simulators.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The queue before a provider that has too few places: nobody leaves it but by being executed, which is what keeps an overload alive on retries.
 * Not thread-safe; {@link Faults} guards it.
 */
final class Overload {

    private static final Fault.Parameter PLACES = Fault.OVERLOAD.parameters().get(0);
    private static final Fault.Parameter WORK = Fault.OVERLOAD.parameters().get(1);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long executing;

    void join(Runnable begin) {
        waiting.add(begin);
    }

    /** One that was begun is executed: its place is free. */
    void leave() {
        executing--;
    }

    /**
     * Begins the eldest ones for whom there is a place.
     *
     * @param how what the switch says now, to those as well who came before; null when it is off, and there is a place for everybody
     */
    void advance(@Nullable FaultSettings how) {
        long places = how == null ? Long.MAX_VALUE : how.value(PLACES);
        while (executing < places && !waiting.isEmpty()) {
            executing++;
            waiting.remove().run();
        }
    }

    /** How long one takes that is begun now. */
    static Duration work(@Nullable FaultSettings how) {
        return how == null ? Duration.ZERO : Duration.ofMillis(how.value(WORK));
    }

    long waiting() {
        return waiting.size();
    }
}
