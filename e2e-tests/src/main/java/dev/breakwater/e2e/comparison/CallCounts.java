package dev.breakwater.e2e.comparison;

import java.util.List;

/** How many calls what is broken had received, reading by reading; in between it is taken for steady. Immutable. */
public record CallCounts(List<Count> counts) {

    /**
     * One reading.
     *
     * @param at seconds since the start of the run
     * @param calls received until then, since the provider started
     */
    public record Count(double at, long calls) {}

    public CallCounts {
        counts = List.copyOf(counts);
    }

    /** Whether anybody counted: a process that is killed does not. */
    boolean areKnown() {
        return counts.size() > 1;
    }

    /** Calls received in a time, as far as there are readings of it. */
    double between(double from, double to) {
        return until(to) - until(from);
    }

    private double until(double second) {
        Count before = counts.get(0);
        for (Count count : counts) {
            if (count.at() >= second) {
                double length = count.at() - before.at();
                double share = length <= 0 ? 1 : Math.max(0, second - before.at()) / length;
                return before.calls() + share * (count.calls() - before.calls());
            }
            before = count;
        }
        return before.calls();
    }
}
