package dev.breakwater.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that no child outlives its run. Every child writes itself down before it becomes what it is to be; a small process beside the run
 * learns of the run's end, SIGKILL included, because a pipe closes, and ends the children that still live. Should somebody kill that one too, the
 * next run in the same place does the same work.
 */
final class Warden {

    private static final String CHILDREN = "children.pid";
    private static final int LIMIT_SECONDS = 20;

    private final Path folder;
    private final Process watching;

    private Warden(Path folder, Process watching) {
        this.folder = folder;
        this.watching = watching;
    }

    static Warden over(Path folder) throws IOException {
        copy("child.sh", folder);
        copy("end.sh", folder);
        Files.createFile(folder.resolve(CHILDREN));
        return new Warden(folder, ending(folder).start());
    }

    /** The command as a child that has written itself down. */
    void keep(String name, ProcessBuilder command) {
        List<String> whole = new ArrayList<>(List.of(
                "bash",
                folder.resolve("child.sh").toString(),
                folder.resolve(CHILDREN).toString(),
                name));
        whole.addAll(command.command());
        command.command(whole);
    }

    long pid() {
        return watching.pid();
    }

    /** The run's orderly end: whatever still lives is ended now. */
    void close() {
        try {
            watching.getOutputStream().close();
            watching.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException alreadyGone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what a dead run left and returns when it is gone. */
    static void endLeftBehind(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(CHILDREN))) {
            return;
        }
        copy("end.sh", folder);
        Process ending = ending(folder).start();
        ending.getOutputStream().close();
        try {
            if (!ending.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new IOException(
                        "What the run in " + folder + " left behind could not be ended: see its " + CHILDREN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static ProcessBuilder ending(Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // a signal to the run's whole group, such as a terminal sends, is not for it
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                "bash",
                folder.resolve("end.sh").toString(),
                folder.resolve(CHILDREN).toString()));
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static void copy(String script, Path folder) throws IOException {
        try (InputStream in = Warden.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IOException(script + " is not on the class path");
            }
            Files.write(folder.resolve(script), in.readAllBytes());
        }
    }
}
