package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The specification's state diagram, written down a second time and as naively as can be: every call is remembered, nothing is shared with
 * the code under test.
 */
final class Diagram {

    private static final int SLICES = 60;

    private final Figures figures;
    private State state = State.CLOSED;
    private int visit;
    private long openedAt;
    private int probesPassed;
    private int failedInARow;
    private @Nullable Call probe;
    private final List<Ended> ended = new ArrayList<>();

    Diagram(Figures figures) {
        this.figures = figures;
    }

    State state() {
        return state;
    }

    @Nullable
    Call begin(long now) {
        if (state == State.OPEN && now - openedAt >= figures.openWait) {
            enter(State.HALF_OPEN, now);
        }
        if (state == State.CLOSED) {
            return new Call(visit, now);
        }
        if (state == State.OPEN) {
            return null;
        }
        if (probe != null) {
            if (now - probe.since > figures.lease) {
                enter(State.OPEN, now);
            }
            return null;
        }
        probe = new Call(visit, now);
        return probe;
    }

    void end(Call call, Outcome outcome, long now) {
        if (call.visit != visit) {
            return;
        }
        boolean slow = now - call.since > figures.slow;
        if (state == State.HALF_OPEN) {
            probe = null;
            if (outcome == Outcome.FAILED || (outcome == Outcome.SUCCEEDED && slow)) {
                enter(State.OPEN, now);
            } else if (outcome == Outcome.SUCCEEDED && ++probesPassed == figures.probes) {
                enter(State.CLOSED, now);
            }
        } else if (state == State.CLOSED && outcome != Outcome.RELEASED) {
            judge(outcome == Outcome.FAILED, slow, now);
        }
    }

    private void judge(boolean failed, boolean slow, long now) {
        ended.add(new Ended(now, failed, slow));
        failedInARow = failed ? failedInARow + 1 : 0;
        int calls = 0;
        int failures = 0;
        int slows = 0;
        for (Ended one : ended) {
            if (now / figures.slice - one.at / figures.slice < SLICES) {
                calls++;
                failures += one.failed ? 1 : 0;
                slows += one.slow ? 1 : 0;
            }
        }
        boolean enough = calls >= figures.minimum;
        if ((enough && failures * 100 >= figures.failurePercent * calls)
                || (enough && slows * 100 >= figures.slowPercent * calls)
                || failedInARow >= figures.minimum) {
            enter(State.OPEN, now);
        }
    }

    private void enter(State next, long now) {
        state = next;
        visit++;
        openedAt = now;
        probe = null;
        probesPassed = 0;
        failedInARow = 0;
        ended.clear();
    }

    enum Outcome {
        SUCCEEDED,
        FAILED,
        RELEASED
    }

    /** Times in nanoseconds; {@code slice} is a sixtieth of the window. */
    record Figures(
            int minimum,
            int failurePercent,
            int slowPercent,
            long slice,
            long openWait,
            int probes,
            long slow,
            long lease) {}

    record Call(int visit, long since) {}

    private record Ended(long at, boolean failed, boolean slow) {}
}
