package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A replica of a real PostgreSQL streams, is read-only, and catches up whoever of the two was away. */
class PostgresReplicaTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Workspace workspace;
    private static PostgresServer primary;
    private static PostgresReplica replica;

    @BeforeAll
    static void start() throws SQLException {
        workspace = Workspace.create(Repository.root().resolve("infra/local-stack/tests/target/test"), "replicas");
        primary = PostgresServer.start(workspace, "primary");
        primary.jdbcUrl("shop");
        onPrimary("CREATE TABLE t(x int)");
        onPrimary("INSERT INTO t VALUES (1)");
        replica = primary.replica("replica-1");
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @Test
    void hasWhatWasThereBeforeItAndWhatComesAfter() throws SQLException {
        onPrimary("INSERT INTO t VALUES (2)");
        awaitRow(replica, 2);
        assertThat(has(replica, 1)).isTrue();
    }

    @Test
    void refusesWrites() {
        assertThatThrownBy(() -> execute(replica.jdbcUrl("shop"), "INSERT INTO t VALUES (66)"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("25006"));
    }

    @Test
    void catchesUpAfterItWasKilled() throws SQLException {
        replica.kill();
        onPrimary("INSERT INTO t VALUES (3)");
        assertThatThrownBy(() -> has(replica, 3)).isInstanceOf(SQLException.class);
        replica.start();
        awaitRow(replica, 3);
    }

    @Test
    void catchesUpAfterItWasFrozen() throws SQLException {
        replica.suspend();
        onPrimary("INSERT INTO t VALUES (4)");
        assertThat(replica.isAlive()).isTrue();
        replica.resume();
        awaitRow(replica, 4);
    }

    @Test
    void answersWhileThePrimaryIsGoneAndFollowsItAgain() throws SQLException {
        onPrimary("INSERT INTO t VALUES (5)");
        awaitRow(replica, 5);
        primary.kill();
        assertThat(has(replica, 5)).isTrue();
        replica.kill();
        replica.start();
        assertThat(has(replica, 5)).isTrue();

        primary.start();
        onPrimary("INSERT INTO t VALUES (6)");
        awaitRow(replica, 6);
    }

    @Test
    void aSecondOneIsMadeOfAServerThatHasBeenKilledBefore() throws SQLException {
        primary.kill();
        primary.start();
        onPrimary("INSERT INTO t VALUES (7)");
        try (PostgresReplica second = primary.replica("replica-2")) {
            assertThat(List.of(replica.port(), primary.port())).doesNotContain(second.port());
            awaitRow(second, 7);
            awaitRow(replica, 7);
        }
    }

    private static void awaitRow(PostgresReplica at, int x) {
        await().atMost(SOON).ignoreException(SQLException.class).until(() -> has(at, x));
    }

    private static boolean has(PostgresReplica at, int x) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl("shop"), at.username(), at.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM t WHERE x = " + x)) {
            return rows.next();
        }
    }

    private static void onPrimary(String sql) throws SQLException {
        execute(primary.jdbcUrl("shop"), sql);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, primary.username(), primary.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
