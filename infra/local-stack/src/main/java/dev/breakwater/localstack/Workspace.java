package dev.breakwater.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
    private static final String LOCK = ".lock";
    private static final int LAST_LINES = 30;

    private final Path folder;
    private final Warden warden;
    private final Ports ports = new Ports();
    private final List<ManagedProcess> processes = new CopyOnWriteArrayList<>();
    private final Thread onExit = new Thread(this::stopAll, "workspace-exit");
    private volatile Consumer<String> progress = line -> {};
    private volatile boolean closing;

    private Workspace(Path folder, Warden warden) {
        this.folder = folder;
        this.warden = warden;
    }

    /**
     * A new workspace below that folder, after ending what dead runs left there.
     *
     * @param below somewhere in a {@code target} folder; created if missing
     * @param name what the run is, such as {@code demo}
     */
    public static Workspace create(Path below, String name) {
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            throw new IllegalStateException("The local stack runs on Linux only: it needs /proc.");
        }
        try {
            Files.createDirectories(below);
            endDeadRuns(below);
            Pid self = Pid.self(name);
            Path folder = below.toAbsolutePath()
                    .resolve(name + "-" + self.number() + "-" + Long.toString(System.nanoTime(), 36));
            Files.createDirectories(folder.resolve("logs"));
            Files.writeString(folder.resolve(OWNER), self + "\n");
            Workspace workspace = new Workspace(folder, Warden.over(folder));
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

    /** Stops what it started, all at once. */
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

    /** Starts a child, unless the run is ending: what starts is always among what will be stopped. */
    Process launch(ManagedProcess process, ProcessBuilder command) throws IOException {
        warden.keep(process.name(), command);
        synchronized (processes) {
            if (closing) {
                throw new IllegalStateException(process.name() + " is not started: the run is ending");
            }
            if (!processes.contains(process)) {
                processes.add(process);
            }
            return command.start();
        }
    }

    /** Starts a command that prepares a process and ends by itself. */
    Process launch(String process, ProcessBuilder command) throws IOException {
        warden.keep(process, command);
        return command.start();
    }

    long wardenPid() {
        return warden.pid();
    }

    boolean isClosing() {
        return closing;
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
        List<ManagedProcess> all;
        synchronized (processes) {
            closing = true;
            all = List.copyOf(processes);
            processes.clear();
        }
        List<Thread> stops = new ArrayList<>();
        for (ManagedProcess process : all) {
            Thread stop = new Thread(process::stop, "stop-" + process.name());
            stop.start();
            stops.add(stop);
        }
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        warden.close();
    }

    private static synchronized void endDeadRuns(Path below) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(below.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            for (Path left : lock.isValid() ? leftBehind(below) : List.<Path>of()) {
                Warden.endLeftBehind(left);
                delete(left);
            }
        }
    }

    private static List<Path> leftBehind(Path below) throws IOException {
        try (Stream<Path> folders = Files.list(below)) {
            return folders.filter(folder -> Files.exists(folder.resolve(OWNER)))
                    .filter(folder -> !isOwned(folder))
                    .toList();
        }
    }

    private static boolean isOwned(Path folder) {
        try {
            return Pid.parse(Files.readString(folder.resolve(OWNER))).isAlive();
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** The file that says whose it is goes last, so that what cannot be deleted now is found again. */
    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            Path owner = folder.resolve(OWNER);
            files = new ArrayList<>(all.filter(file -> !file.equals(owner) && !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList());
            files.addAll(List.of(owner, folder));
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
