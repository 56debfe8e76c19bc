package dev.breakwater.e2e.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that may be killed or stopped. */
public interface Victim {

    String name();

    /** Its id while it lives. */
    long pid();

    /** Ends it at once, with no chance to tidy up. */
    void kill() throws Exception;

    /** Starts it again with the same port and data; returns when it is ready. */
    void start() throws Exception;

    /** Stops it and its children where they are: sockets stay open, nothing is answered. */
    void suspend() throws Exception;

    /** Lets it go on after {@link #suspend()}. */
    void resume() throws Exception;

    boolean isAlive();

    /** Whether the kernel has it as stopped. */
    default boolean isStopped() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            // the second field is the program's name, in parentheses and with whatever is in it
            return stat.startsWith(") T", stat.lastIndexOf(')'));
        } catch (IOException gone) {
            return false;
        }
    }
}
