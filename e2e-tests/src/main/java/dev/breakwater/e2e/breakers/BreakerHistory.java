package dev.breakwater.e2e.breakers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one breaker, the readings of its service merged. A breaker lives in its process and starts closed,
 * so after a kill its history goes on in the next life, and the change that the kill made is written down as one.
 * Not thread-safe.
 */
final class BreakerHistory {

    private final List<Transition> ended = new ArrayList<>();
    private final List<Transition> current = new ArrayList<>();
    private BreakerState state = BreakerState.CLOSED;
    private int life;
    private Calls endedCalls = Calls.NONE;
    private @Nullable Calls before;
    private Calls latest = Calls.NONE;

    /**
     * Takes one reading.
     *
     * @param calls that this life of its process has counted
     * @param remembered what the service remembers of this life, oldest first
     */
    void read(BreakerState now, Calls calls, List<Transition> remembered) {
        state = now;
        latest = calls;
        if (before == null) {
            before = calls;
        }
        for (Transition transition : remembered) {
            Transition ours = transition.inLife(life);
            if (!current.contains(ours)) {
                current.add(ours);
            }
        }
    }

    /** The process has been ended. What happened between the last reading and its end is not known. */
    void died(Instant at, String cause) {
        ended.addAll(current);
        current.clear();
        if (state != BreakerState.CLOSED) {
            ended.add(new Transition(at, state, BreakerState.CLOSED, cause, life, true));
        }
        state = BreakerState.CLOSED;
        life++;
        endedCalls = calls();
        before = Calls.NONE;
        latest = Calls.NONE;
    }

    /** Since the first reading; without those between the last reading of a life and its end. */
    Calls calls() {
        return before == null ? Calls.NONE : endedCalls.plus(latest.minus(before));
    }

    BreakerState state() {
        return state;
    }

    /** Forgets nothing but shows only what happened from a moment on. */
    List<Transition> since(Instant moment) {
        List<Transition> all = new ArrayList<>(ended);
        all.addAll(current);
        all.removeIf(transition -> transition.at().isBefore(moment));
        return all;
    }
}
