package dev.breakwater.user;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own that keeps its port and its data when it is killed and started again. */
final class ChildPostgres {

    private static final String DURABLE = "-c fsync=on -c synchronous_commit=on";

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres first;

    ChildPostgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    void start() throws IOException {
        if (first == null) {
            first = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } else {
            Files.deleteIfExists(data.resolve("postmaster.pid")); // a killed server leaves it behind
            restart();
        }
    }

    /** The library takes its own lock on the data folder for as long as this process lives, so the server is started past it. */
    private void restart() throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                control(), "-D", data.toString(), "-o", DURABLE + " -p " + port, "-l", data + ".log", "-w", "start"));
        if (Signals.run(command) != 0) {
            throw new IllegalStateException("PostgreSQL does not start again: see " + data + ".log");
        }
    }

    private static String control() throws IOException {
        Path programs = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        try (Stream<Path> files = Files.walk(programs)) {
            return files.filter(file -> file.endsWith("pg_ctl"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    void suspend() throws IOException {
        signal("STOP");
    }

    void resume() throws IOException {
        signal("CONT");
    }

    void kill() throws IOException {
        signal("KILL");
    }

    private void signal(String signal) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        Optional<ProcessHandle> postmaster = ProcessHandle.of(pid);
        if (postmaster.isPresent()) {
            Signals.send(signal, postmaster.get());
        }
    }
}
