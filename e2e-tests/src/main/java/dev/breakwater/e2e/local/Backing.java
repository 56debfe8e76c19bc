package dev.breakwater.e2e.local;

import dev.breakwater.e2e.run.Shop.Database;
import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.localstack.MemcachedServer;
import dev.breakwater.localstack.PostgresReplica;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.localstack.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * The databases, brokers and caches under the services, each service its own database server.
 *
 * @param databases by the name of their process
 * @param processes all of them
 */
record Backing(
        Map<String, Database> databases,
        RedisServer redis,
        KafkaBroker kafka,
        SqsServer sqs,
        AmqpBroker amqp,
        MemcachedServer memcached,
        List<ManagedProcess> processes) {

    static final List<String> USER_DB_REPLICAS = List.of("user-db-replica-1", "user-db-replica-2", "user-db-replica-3");
    static final String ORDER_DB_REPLICA = "order-db-replica";

    /** What runs on PostgreSQL: the database in it, by the process's name. */
    private static final Map<String, String> POSTGRES = Map.of(
            "user-db", "users",
            "payment-db", "payments",
            "inventory-db", "inventory",
            "warehouse-db", "warehouse",
            "notification-db", "notifications");

    static Backing start(Workspace workspace, Together together) throws InterruptedException {
        // the slowest first
        var amqp = together.begin(() -> AmqpBroker.start(workspace, "amqp"));
        var redis = together.begin(() -> RedisServer.start(workspace, "redis"));
        var orders = together.begin(() -> orders(workspace));
        List<Future<Map<PostgresServer, Database>>> postgres = new ArrayList<>();
        POSTGRES.forEach((name, database) -> postgres.add(together.begin(() -> {
            PostgresServer server = PostgresServer.start(workspace, name);
            return Map.of(server, new Database(server.jdbcUrl(database), server.username(), server.password()));
        })));
        var kafka = together.begin(() -> KafkaBroker.start(workspace, "kafka"));
        var sqs = together.begin(() -> SqsServer.start(workspace, "sqs"));
        var memcached = together.begin(() -> MemcachedServer.start(workspace, "memcached"));

        Map<String, Database> databases = new LinkedHashMap<>();
        List<ManagedProcess> processes = new ArrayList<>();
        for (var start : postgres) {
            Together.end(start).forEach((server, database) -> {
                databases.put(server.name(), database);
                processes.add(server);
                if (server.name().equals("user-db")) {
                    USER_DB_REPLICAS.forEach(name -> replica(server.replica(name), databases, processes));
                }
            });
        }
        Together.end(orders).forEach((server, database) -> {
            databases.put(server.name(), database);
            processes.add(server);
        });
        processes.addAll(List.of(
                Together.end(redis),
                Together.end(kafka),
                Together.end(sqs),
                Together.end(amqp),
                Together.end(memcached)));
        return new Backing(
                databases,
                Together.end(redis),
                Together.end(kafka),
                Together.end(sqs),
                Together.end(amqp),
                Together.end(memcached),
                List.copyOf(processes));
    }

    private static Map<MariaDbServer, Database> orders(Workspace workspace) {
        MariaDbServer primary = MariaDbServer.start(workspace, "order-db");
        Database database = new Database(primary.jdbcUrl("orders"), primary.username(), primary.password());
        MariaDbServer replica = primary.startReplica(ORDER_DB_REPLICA);
        return Map.of(
                primary,
                database,
                replica,
                new Database(replica.jdbcUrl("orders"), replica.username(), replica.password()));
    }

    private static void replica(
            PostgresReplica replica, Map<String, Database> databases, List<ManagedProcess> processes) {
        databases.put(replica.name(), new Database(replica.jdbcUrl("users"), replica.username(), replica.password()));
        processes.add(replica);
    }

    /** The database of that process, which there must be. */
    Database database(String name) {
        Database found = databases.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no " + name + " among " + databases.keySet());
        }
        return found;
    }
}
