package dev.breakwater.e2e.faults;

/**
 * How many customers come, as multiples of how many come while all is well.
 *
 * @param outage while something is broken, at least 1
 * @param recovery when it is healed, at least 1
 */
public record Rush(double outage, double recovery) {

    /** As many as ever. */
    public static final Rush NONE = new Rush(1, 1);

    public Rush {
        if (outage < 1 || recovery < 1) {
            throw new IllegalArgumentException("fewer customers than while all is well are no rush");
        }
    }
}
