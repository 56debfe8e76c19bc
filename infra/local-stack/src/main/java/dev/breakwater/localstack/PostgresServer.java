package dev.breakwater.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL 15 with durable commits, on 127.0.0.1. The user of this class brings the JDBC driver. */
public final class PostgresServer extends ManagedProcess {

    private static final String USER = "breakwater";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "shared_buffers=16MB",
            "max_connections=60");

    private final int port;
    private final Path data;
    private final String password = Secrets.random();
    private final List<Unprivileged> ways;
    private @Nullable Unprivileged way;

    PostgresServer(Workspace workspace, String name, List<Unprivileged> ways) {
        super(workspace, name);
        this.ways = ways;
        port = workspace.freePort();
        data = workspace.folder(name).resolve("data");
    }

    /** Starts one and returns when it answers. */
    public static PostgresServer start(Workspace workspace, String name) {
        try {
            PostgresServer server = new PostgresServer(workspace, name, Unprivileged.ways());
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The URL of that database, which is created if it is missing. */
    public String jdbcUrl(String database) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet known = statement.executeQuery(
                        "SELECT 1 FROM pg_database WHERE datname = '" + database.replace("'", "''") + "'")) {
            if (!known.next()) {
                statement.execute("CREATE DATABASE \"" + database + "\"");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("database " + database + " could not be created", failure);
        }
        return url(database);
    }

    /**
     * Starts a read replica that streams from this server, and returns when it answers reads. This server must run.
     *
     * @param name the process's, other than every other one's of the workspace
     */
    public PostgresReplica replica(String name) {
        PostgresReplica replica = new PostgresReplica(workspace, name, this);
        replica.start();
        return replica;
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path binaries = Binaries.postgres();
        Path program = binaries.resolve("bin/postgres");
        Unprivileged user = way == null ? Unprivileged.first(ways, workspace, workspace.folder(name()), program) : way;
        way = user;
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            Path secret = workspace.folder(name()).resolve("password");
            Secrets.write(secret, password);
            user.give(secret);
            Commands.run(
                    workspace,
                    name(),
                    command(
                            user,
                            List.of(
                                    binaries.resolve("bin/initdb").toString(),
                                    "--pgdata=" + data,
                                    "--username=" + USER,
                                    "--pwfile=" + secret,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--no-locale",
                                    "--no-sync")));
        }
        return server(user, data, port);
    }

    /** The command that serves that data. A standby needs room for as many connections as its primary, so both take the same. */
    static ProcessBuilder server(Unprivileged user, Path data, int port) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Binaries.postgres().resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            command.addAll(List.of("-c", setting));
        }
        return command(user, command);
    }

    /** Who runs it, known once it has been started. */
    Unprivileged user() {
        return Objects.requireNonNull(way, "the primary has not been started yet");
    }

    Path data() {
        return data;
    }

    @Override
    protected boolean ready() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        }
    }

    private static ProcessBuilder command(Unprivileged user, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(user.command(command));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database) + "?connectTimeout=2&socketTimeout=5", USER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
