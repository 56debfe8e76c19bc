package dev.breakwater.e2e.faults;

import dev.breakwater.e2e.faults.Fault.Leak;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a table in a transaction, as a job does that forgot to end its own; replicas of PostgreSQL replay the lock. The servers tell how many connections
 * waited behind it at most.
 */
final class LeakStrike implements Strike {

    private static final Duration LOOK = Duration.ofMillis(200);

    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";

    private final Fault fault;
    private final Leak leak;
    private final Map<String, Database> servers;
    private final Map<String, Long> most = new ConcurrentHashMap<>();
    private @Nullable Connection holder;
    private @Nullable Thread watch;

    /** @param servers the primary first, and its replicas */
    LeakStrike(Fault fault, Leak leak, Map<String, Database> servers) {
        this.fault = fault;
        this.leak = leak;
        this.servers = new LinkedHashMap<>(servers);
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public void on() throws SQLException {
        Database primary = servers.values().iterator().next();
        Connection connection = open(primary);
        holder = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
            statement.execute("LOCK TABLE " + leak.table() + " IN ACCESS EXCLUSIVE MODE");
        }
        // a replica hears of the lock with the next write that is flushed, and nobody can write any more
        try (Connection other = open(primary);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_switch_wal()");
        }
        Thread thread = new Thread(this::look, "leak-watch");
        thread.setDaemon(true);
        thread.start();
        watch = thread;
    }

    private void look() {
        Map<String, Connection> connections = new LinkedHashMap<>();
        try {
            while (true) {
                for (Map.Entry<String, Database> server : servers.entrySet()) {
                    Connection connection = connections.get(server.getKey());
                    if (connection == null) {
                        connection = open(server.getValue());
                        connections.put(server.getKey(), connection);
                    }
                    most.merge(server.getKey(), waiting(connection), Math::max);
                }
                RunClock.pause(LOOK);
            }
        } catch (InterruptedException over) {
            // what was seen until now is the proof
        } catch (SQLException away) {
            most.putIfAbsent("(" + away.getMessage() + ")", 0L);
        } finally {
            connections.values().forEach(LeakStrike::closed);
        }
    }

    private static long waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(WAITING)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static Connection open(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void closed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // then it is
        }
    }

    @Override
    public void off() throws SQLException, InterruptedException {
        Connection connection = holder;
        Thread looking = watch;
        if (looking != null) {
            watch = null;
            looking.interrupt();
            looking.join();
        }
        if (connection != null) {
            holder = null;
            connection.rollback();
            connection.close();
        }
    }

    @Override
    public Proof proof() {
        long all = most.values().stream().mapToLong(Long::longValue).sum();
        return new Proof(
                all > 0,
                OptionalLong.empty(),
                "connections that waited for a leaked transaction, at most: "
                        + most.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(server -> server.getKey() + " " + server.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
