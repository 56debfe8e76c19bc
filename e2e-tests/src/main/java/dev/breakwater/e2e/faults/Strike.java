package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.faults.Fault.Turn;
import java.util.OptionalLong;

/** One fault at the running system: done, proved, undone. Used once, by one thread. */
public interface Strike {

    /**
     * Whether it showed that the fault was there, and how.
     *
     * @param struck false if what was to be broken went on as before
     * @param calls that met the fault; none if nobody counts them
     */
    record Proof(boolean struck, OptionalLong calls, String detail) {}

    Fault fault();

    void on() throws Exception;

    /** Strikes more or fewer calls from now on. */
    default void turn(Turn turn) throws Exception {
        throw new IllegalStateException(fault().name() + " has no rate to change to " + turn.rate());
    }

    /** Ends the fault; returns when what was broken is there again. Does nothing if it is not on. */
    void off() throws Exception;

    /** What is known so far; complete after {@link #off()}. */
    Proof proof() throws Exception;
}
