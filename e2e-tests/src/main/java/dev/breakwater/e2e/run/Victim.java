package dev.breakwater.e2e.run;

/** A process that chaos may kill. */
public interface Victim {

    String name();

    /** Its id while it lives. */
    long pid();

    /** Ends it at once, with no chance to tidy up. */
    void kill() throws Exception;

    /** Starts it again with the same port and data; returns when it is ready. */
    void start() throws Exception;

    boolean isAlive();
}
