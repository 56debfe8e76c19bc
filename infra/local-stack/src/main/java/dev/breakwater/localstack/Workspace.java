package dev.breakwater.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder, the ports and the children of one run. Two runs side by side have two workspaces; what a run that died left behind is
 * ended and removed when the next one is created in the same folder. Thread-safe.
 */
public final class Workspace implements AutoCloseable {

    private static final String OWNER = "owner.pid";
    private static final String CHILDREN = "children.pid";
    private static final int LAST_LINES = 30;

    private final Path folder;
    private final Ports ports = new Ports();
    private final List<ManagedProcess> processes = new CopyOnWriteArrayList<>();
    private final Thread onExit = new Thread(this::stopAll, "workspace-exit");
    private volatile Consumer<String> progress = line -> {};

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /**
     * A new workspace below that folder, after ending what dead runs left there.
     *
     * @param below somewhere in a {@code target} folder; created if missing
     * @param name what the run is, such as {@code demo}
     */
    public static Workspace create(Path below, String name) {
        try {
            Files.createDirectories(below);
            for (Path left : leftBehind(below)) {
                endChildren(left);
                delete(left);
            }
            ProcessHandle self = ProcessHandle.current();
            Path folder = below.toAbsolutePath()
                    .resolve(name + "-" + self.pid() + "-" + Long.toString(System.nanoTime(), 36));
            Files.createDirectories(folder.resolve("logs"));
            Files.writeString(folder.resolve(OWNER), new Pid(self.pid(), Pid.startOf(self), name) + "\n");
            Workspace workspace = new Workspace(folder);
            Runtime.getRuntime().addShutdownHook(workspace.onExit);
            return workspace;
        } catch (IOException failure) {
            throw new UncheckedIOException("No workspace could be made below " + below, failure);
        }
    }

    /** Takes what is to be told of progress, a line each. */
    public void onProgress(Consumer<String> listener) {
        progress = listener;
    }

    public Path folder() {
        return folder;
    }

    /** A folder of its own for a process, created if missing. */
    public Path folder(String process) {
        try {
            return Files.createDirectories(folder.resolve(process));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path log(String process) {
        return folder.resolve("logs").resolve(process + ".log");
    }

    /** A port of 127.0.0.1 that nobody listens on. */
    public int freePort() {
        return ports.free();
    }

    /** Stops what it started, the last first. */
    @Override
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyExiting) {
            return;
        }
    }

    void tell(String line) {
        progress.accept(line);
    }

    void started(ManagedProcess process, Process child) {
        if (!processes.contains(process)) {
            processes.add(process);
        }
        Pid pid = new Pid(child.pid(), Pid.startOf(child.toHandle()), process.name());
        try {
            Files.writeString(
                    folder.resolve(CHILDREN), pid + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            child.destroyForcibly();
            throw new UncheckedIOException(failure);
        }
    }

    void closed(ManagedProcess process) {
        processes.remove(process);
    }

    String lastLines(String process) {
        try (Stream<String> lines = Files.lines(log(process), java.nio.charset.StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        } catch (IOException | UncheckedIOException unreadable) {
            return "(no log)";
        }
    }

    private void stopAll() {
        List<ManagedProcess> reversed = new ArrayList<>(processes);
        java.util.Collections.reverse(reversed);
        reversed.parallelStream().forEach(ManagedProcess::stop);
        processes.clear();
    }

    private static List<Path> leftBehind(Path below) throws IOException {
        try (Stream<Path> folders = Files.list(below)) {
            return folders.filter(folder -> Files.exists(folder.resolve(OWNER)))
                    .filter(folder -> pids(folder.resolve(OWNER)).stream().noneMatch(Pid::isAlive))
                    .toList();
        }
    }

    private static void endChildren(Path folder) {
        for (Pid pid : pids(folder.resolve(CHILDREN))) {
            pid.kill();
        }
    }

    private static List<Pid> pids(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(Pid::parse).toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
