package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A hot standby of a {@link PostgresServer}: streams what the primary commits, answers reads and refuses writes. The primary keeps what this one has
 * not had yet (a replication slot), so that it catches up after having been away. Users, passwords and databases are the primary's.
 */
public final class PostgresReplica extends ManagedProcess {

    private final PostgresServer primary;
    private final int port;
    private final Path data;
    private final String slot;

    PostgresReplica(Workspace workspace, String name, PostgresServer primary) {
        super(workspace, name);
        this.primary = primary;
        port = workspace.freePort();
        data = workspace.folder(name).resolve("data");
        slot = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    /** The URL of that database, which must exist at the primary. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return primary.username();
    }

    public String password() {
        return primary.password();
    }

    public int port() {
        return port;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Unprivileged user = primary.user();
        user.give(workspace.folder(name()));
        if (!Files.exists(data)) {
            try {
                PostgresCopy.of(primary, slot).into(data, user);
            } catch (SQLException failure) {
                throw new IOException(
                        "the data of " + primary.name() + " could not be copied: " + failure.getMessage(), failure);
            }
        }
        return PostgresServer.server(user, data, port);
    }

    @Override
    protected boolean ready() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        jdbcUrl("postgres") + "?connectTimeout=2&socketTimeout=5", username(), password());
                Statement statement = connection.createStatement();
                ResultSet standby = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return standby.next() && standby.getBoolean(1);
        }
    }
}
