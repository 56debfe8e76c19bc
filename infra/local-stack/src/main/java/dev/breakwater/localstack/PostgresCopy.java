package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A base backup over one JDBC session, since the embedded PostgreSQL brings no {@code pg_basebackup}. The primary runs on meanwhile.
 *
 * @param slot the replication slot that keeps for the copy what comes after it
 */
record PostgresCopy(PostgresServer primary, String slot) {

    /** Of these the folder is wanted, not what is in it: the copy fetches or makes its own. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    static PostgresCopy of(PostgresServer primary, String slot) {
        return new PostgresCopy(primary, slot);
    }

    /** Leaves a standby's data there, or nothing. */
    void into(Path data, Unprivileged user) throws IOException, SQLException {
        Path partial = Files.createTempDirectory(data.getParent(), "partial");
        try (Connection session = primary.connect("postgres");
                Statement statement = session.createStatement()) {
            statement.execute("SELECT pg_create_physical_replication_slot('" + slot + "', true)"
                    + " WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '" + slot + "')");
            statement.execute("SELECT pg_backup_start('" + slot + "', true)");
            copy(primary.data(), partial);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(partial.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.createFile(partial.resolve("standby.signal"));
        Files.writeString(partial.resolve("postgresql.auto.conf"), settings(), StandardOpenOption.APPEND);
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
        giveAll(partial, user);
        Files.move(partial, data);
    }

    private String settings() {
        return """

                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'
                primary_slot_name = '%s'
                # So long after the primary has come back, and not after 5 s, the copy asks it again.
                wal_retrieve_retry_interval = 250ms
                """.formatted(primary.port(), primary.username(), primary.password(), slot, slot);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return EMPTY.contains(from.relativize(folder).toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!NOT_COPIED.contains(relative.toString())) {
                    copyIfStillThere(file, to.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        Files.createDirectories(to.resolve("pg_wal/archive_status"));
    }

    /** The server drops files while it is copied; its log says so to the copy. */
    private static void copyIfStillThere(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException dropped) {
            Files.deleteIfExists(to);
        }
    }

    private static void giveAll(Path folder, Unprivileged user) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                user.give(file);
            }
        }
    }
}
