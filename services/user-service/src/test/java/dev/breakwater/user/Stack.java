package dev.breakwater.user;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.PostgresReplica;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
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

    /** Everything runs again. */
    public static void whole() {
        List<ManagedProcess> all = new ArrayList<>(List.of(PRIMARY, REDIS));
        all.addAll(REPLICAS);
        all.forEach(ManagedProcess::resume);
        all.forEach(ManagedProcess::start);
    }
}
