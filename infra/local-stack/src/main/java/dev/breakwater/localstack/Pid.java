package dev.breakwater.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process by its number and its start, since numbers are given again. The start is in clock ticks since the machine's, with that start's own id:
 * unlike the time of day it never moves.
 */
record Pid(long number, String start, String name) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int STARTED = 19;

    static Pid self(String name) throws IOException {
        return of(ProcessHandle.current().pid(), name);
    }

    static Pid of(long number, String name) throws IOException {
        return new Pid(number, startOf(number), name);
    }

    static Pid parse(String line) {
        String[] parts = line.trim().split(" ", 3);
        return new Pid(Long.parseLong(parts[0]), parts[1], parts[2]);
    }

    boolean isAlive() {
        try {
            return startOf(number).equals(start);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether a process of that number runs: unlike for {@link ProcessHandle}, a zombie that nobody has reaped does not. */
    static boolean isAlive(long number) {
        try {
            return !startOf(number).isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether each of its threads has been stopped by a signal, or it is gone. */
    static boolean isSuspended(long number) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(number), "task"))) {
            return threads.allMatch(Pid::standsStill);
        } catch (IOException | UncheckedIOException gone) {
            return true;
        }
    }

    private static boolean standsStill(Path thread) {
        try {
            return "TtZX".contains(fields(thread.resolve("stat"))[STATE]);
        } catch (IOException ended) {
            return true;
        }
    }

    /** Empty for a zombie, which is dead in all but name. */
    private static String startOf(long number) throws IOException {
        String[] fields = fields(Path.of("/proc", Long.toString(number), "stat"));
        boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
        return dead ? "" : fields[STARTED] + "@" + Files.readString(BOOT).trim();
    }

    private static String[] fields(Path file) throws IOException {
        String stat = Files.readString(file);
        // the second field is the program's name, in parentheses and with whatever is in it
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    @Override
    public String toString() {
        return number + " " + start + " " + name;
    }
}
