package dev.breakwater.e2e.breakers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** @param remembered what the service remembers of this life of its process, oldest first */
    void read(BreakerState now, List<Transition> remembered) {
        state = now;
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
