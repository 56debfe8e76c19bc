package dev.breakwater.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child process that can be started, stopped, killed, frozen and started again with the same port and the same data. Thread-safe.
 */
public abstract class ManagedProcess implements AutoCloseable {

    private static final String READY = "ready";
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Duration GONE = Duration.ofSeconds(20);

    protected final Workspace workspace;
    private final String name;
    private @Nullable Process process;
    private @Nullable Path archive;

    protected ManagedProcess(Workspace workspace, String name) {
        this.workspace = workspace;
        this.name = name;
    }

    /** The command that runs it in the foreground. */
    protected abstract ProcessBuilder command() throws IOException;

    /** Whether it answers. Called until it does, or until {@link #startLimit()} has passed. */
    protected abstract boolean ready() throws Exception;

    /** How long a start may take. */
    protected Duration startLimit() {
        return Duration.ofMinutes(3);
    }

    /** What it last said about being ready, for the message when it never is; empty where that is nothing. */
    protected String lastWord() {
        return "";
    }

    public final String name() {
        return name;
    }

    /** The id of the process that runs now, or ran last; -1 before the first start. */
    public final synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    public final synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it, and returns when it is ready. Does nothing while it runs. */
    public final synchronized void start() {
        if (isAlive()) {
            return;
        }
        long began = System.nanoTime();
        try {
            Path log = workspace.log(name);
            ProcessBuilder command =
                    command().redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            if (archive != null) {
                command.command().add(1, "-XX:ArchiveClassesAtExit=" + archive);
            }
            process = workspace.launch(this, command);
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " could not be started: " + failure.getMessage(), failure);
        }
        await(READY, this::isReadyOrDead, startLimit());
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended while it started. Its last lines, from "
                    + workspace.log(name) + ":\n" + workspace.lastLines(name));
        }
        workspace.tell(name + " ready after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) + " ms");
    }

    private boolean isReadyOrDead() {
        if (!isAlive()) {
            return true;
        }
        try {
            return ready();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, interrupted);
        } catch (Exception notYet) {
            return false;
        }
    }

    /** From its next start on, a JVM writes the classes that it has loaded into that archive when it is stopped. */
    final synchronized void archiveClasses(Path into) {
        archive = into;
    }

    /** SIGKILL, to it and to its children. Returns when it is gone. */
    public final synchronized void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        gone(process, children);
    }

    /** SIGSTOP: it holds its sockets and answers nothing. Returns when its last thread stands still: until then one may still answer. */
    public final synchronized void suspend() {
        List<Long> stopped = signal("STOP");
        await("suspended", () -> stopped.stream().allMatch(Pid::isSuspended), GONE);
    }

    /** SIGCONT. */
    public final synchronized void resume() {
        signal("CONT");
    }

    /** Asks it to end, and kills it when it does not within a grace period. */
    public final synchronized void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        signal("CONT");
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        gone(process, children);
    }

    @Override
    public final void close() {
        stop();
        workspace.closed(this);
    }

    /** To it and to its children, whose numbers it returns. */
    private List<Long> signal(String signal) {
        if (process == null || !process.isAlive()) {
            return List.of();
        }
        List<Long> pids = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
        try {
            // the shell's own kill: not every machine has /bin/kill
            new ProcessBuilder(
                            "bash",
                            "-c",
                            "kill -" + signal + " "
                                    + pids.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return pids;
    }

    private void gone(Process parent, List<ProcessHandle> children) {
        await("gone", () -> !parent.isAlive() && children.stream().noneMatch(child -> Pid.isAlive(child.pid())), GONE);
    }

    private void await(String what, BooleanSupplier condition, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (what.equals(READY) && workspace.isClosing()) {
                throw new IllegalStateException(name + " was starting when the run ended");
            }
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException(
                        name + " not " + what + " within " + limit.toSeconds() + " s" + lastWord()
                                + ". Its last lines, from " + workspace.log(name) + ":\n" + workspace.lastLines(name));
            }
            Pause.of(POLL);
        }
    }
}
