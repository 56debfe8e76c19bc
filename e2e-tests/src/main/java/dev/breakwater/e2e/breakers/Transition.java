package dev.breakwater.e2e.breakers;

import java.time.Instant;

/**
 * One change of state.
 *
 * @param life which life of its process it belongs to, from 0
 * @param byKill whether it is no step of the diagram but the end of the process: the next one starts closed
 */
public record Transition(Instant at, BreakerState from, BreakerState to, String cause, int life, boolean byKill) {

    public static Transition step(Instant at, BreakerState from, BreakerState to, String cause) {
        return new Transition(at, from, to, cause, 0, false);
    }

    Transition inLife(int number) {
        return new Transition(at, from, to, cause, number, byKill);
    }
}
