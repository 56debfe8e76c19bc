package dev.breakwater.e2e.breakers;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;

import dev.breakwater.e2e.faults.Verdict;
import dev.breakwater.e2e.run.Invariant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what a breaker did against its diagram. */
public final class BreakerPath {

    private static final Map<BreakerState, Set<BreakerState>> DIAGRAM =
            Map.of(CLOSED, Set.of(OPEN), OPEN, Set.of(HALF_OPEN), HALF_OPEN, Set.of(OPEN, CLOSED));

    private BreakerPath() {}

    /**
     * Says whether a breaker did what it owes.
     *
     * @param now the state at the end
     * @param verdict what the fault owes us; after a kill, each life of the process owes it by itself
     */
    public static Invariant check(String breaker, List<Transition> path, BreakerState now, Verdict verdict) {
        String wrong = wrong(path, now, verdict);
        String shown = path.isEmpty() ? "no transition, now " + now.label() : shown(path);
        return new Invariant(
                "breakerFollowsTheDiagram",
                wrong.isEmpty(),
                breaker + ": " + shown + (wrong.isEmpty() ? "" : ": " + wrong));
    }

    private static String wrong(List<Transition> path, BreakerState now, Verdict verdict) {
        // one that an earlier run on the same system left open, and that nobody has called since, begins there
        BreakerState state = path.isEmpty() ? now : path.get(0).from();
        int life = 0;
        int openings = 0;
        int openingsInLife = 0;
        for (Transition step : path) {
            if (step.life() != life) {
                state = CLOSED;
                life = step.life();
                openingsInLife = 0;
            }
            if (step.from() != state) {
                return "it was " + state.label() + " before it left "
                        + step.from().label();
            }
            if (!step.byKill() && !DIAGRAM.getOrDefault(step.from(), Set.of()).contains(step.to())) {
                return step.from().label() + " → " + step.to().label() + " is not in the diagram";
            }
            if (step.from() == CLOSED) {
                openings++;
                openingsInLife++;
            }
            if (openingsInLife > 1 && verdict == Verdict.ONE_OUTAGE) {
                return "one outage opened it " + openingsInLife + " times";
            }
            state = step.to();
        }
        if (verdict == Verdict.LEGAL_SO_FAR) {
            return "";
        }
        if (openings == 0 && verdict != Verdict.LEGAL_IF_ANY) {
            return "it never opened";
        }
        return state == CLOSED && now == CLOSED ? "" : "it ended " + now.label();
    }

    private static String shown(List<Transition> path) {
        String rest = path.stream()
                .map(step ->
                        (step.byKill() ? " → (killed) " : " → ") + step.to().label())
                .collect(Collectors.joining());
        return path.get(0).from().label() + rest;
    }
}
