package dev.breakwater.e2e.faults;

/** One fault at the running system: done, proved, undone. Used once, by one thread. */
public interface Strike {

    /**
     * Whether it showed that the fault was there, and how.
     *
     * @param struck false if what was to be broken went on as before
     */
    record Proof(boolean struck, String detail) {}

    Fault fault();

    void on() throws Exception;

    /** Ends the fault; returns when what was broken is there again. Does nothing if it is not on. */
    void off() throws Exception;

    /** What is known so far; complete after {@link #off()}. */
    Proof proof() throws Exception;
}
