package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.PostgresReplica;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL with two real replicas and a real Redis, started once for all tests of the module. Each test leaves them {@link #whole()}. */
public final class Stack {

    private static final Workspace WORKSPACE = Workspace.create(Path.of("target", "stack"), "user-service");

    public static final PostgresServer PRIMARY = PostgresServer.start(WORKSPACE, "user-db");
    public static final String URL = PRIMARY.jdbcUrl("users");
    public static final List<PostgresReplica> REPLICAS =
            List.of(PRIMARY.replica("replica-1"), PRIMARY.replica("replica-2"));
    public static final RedisServer REDIS = RedisServer.start(WORKSPACE, "redis");

    private Stack() {}

    public static String replicaUrls() {
        return String.join(
                ",", REPLICAS.stream().map(replica -> replica.jdbcUrl("users")).toList());
    }

    /** A user's row has reached both replicas. */
    static void awaitReplicated(String id) {
        for (PostgresReplica replica : REPLICAS) {
            await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(20)).until(() -> {
                try (Connection connection = connect(replica);
                        ResultSet rows = connection
                                .createStatement()
                                .executeQuery("SELECT 1 FROM users WHERE id = '" + id + "'")) {
                    return rows.next();
                }
            });
        }
    }

    /** From now on the replicas take what the primary sends, and show none of it. */
    static void pauseReplay() throws SQLException {
        atReplicas("SELECT pg_wal_replay_pause()");
    }

    static void resumeReplay() throws SQLException {
        atReplicas("SELECT pg_wal_replay_resume()");
    }

    private static void atReplicas(String statement) throws SQLException {
        for (PostgresReplica replica : REPLICAS) {
            try (Connection connection = connect(replica)) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private static Connection connect(PostgresReplica replica) throws SQLException {
        return DriverManager.getConnection(replica.jdbcUrl("users"), replica.username(), replica.password());
    }

    /** One command to Redis, past the service. */
    static void tellRedis(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), REDIS.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat((char) socket.getInputStream().read()).as(command).isEqualTo('+');
        }
    }

    /** Everything runs again. */
    public static void whole() {
        List<ManagedProcess> all = new ArrayList<>(List.of(PRIMARY, REDIS));
        all.addAll(REPLICAS);
        all.forEach(ManagedProcess::resume);
        all.parallelStream()
                .forEach(ManagedProcess::start); // each makes its data safe first, for which a busy disk takes its time
    }
}
