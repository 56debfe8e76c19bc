package dev.breakwater.e2e.faults;

/**
 * A fault and its share of an outage.
 *
 * @param from when it begins, as a share of the outage: 0 with it, below 1
 * @param to when it ends, after {@code from}; 1 when the outage is over
 */
public record Timed(Fault fault, double from, double to) {

    public Timed {
        if (!(from >= 0 && from < to && to <= 1)) {
            throw new IllegalArgumentException(
                    fault.name() + " cannot last from " + from + " to " + to + " of an outage");
        }
    }

    static Timed throughout(Fault fault) {
        return new Timed(fault, 0, 1);
    }

    static Timed from(double from, Fault fault) {
        return new Timed(fault, from, 1);
    }

    static Timed until(double to, Fault fault) {
        return new Timed(fault, 0, to);
    }
}
