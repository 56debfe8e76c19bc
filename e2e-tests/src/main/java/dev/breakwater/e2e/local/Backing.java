package dev.breakwater.e2e.local;

import dev.breakwater.e2e.run.Shop.Database;
import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.MariaDbServer;
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
        List<ManagedProcess> processes) {

    /** What runs on PostgreSQL: the database in it, by the process's name. */
    private static final Map<String, String> POSTGRES = Map.of(
            "user-db", "users",
            "payment-db", "payments",
            "inventory-db", "inventory",
            "notification-db", "notifications");

    static Backing start(Workspace workspace, Together together) throws InterruptedException {
        Map<String, Future<PostgresServer>> postgres = new LinkedHashMap<>();
        var orders = together.begin(() -> MariaDbServer.start(workspace, "order-db"));
        POSTGRES.keySet()
                .forEach(name -> postgres.put(name, together.begin(() -> PostgresServer.start(workspace, name))));
        var redis = together.begin(() -> RedisServer.start(workspace, "redis"));
        var kafka = together.begin(() -> KafkaBroker.start(workspace, "kafka"));
        var sqs = together.begin(() -> SqsServer.start(workspace, "sqs"));
        var amqp = together.begin(() -> AmqpBroker.start(workspace, "amqp"));

        Map<String, Database> databases = new LinkedHashMap<>();
        List<ManagedProcess> processes = new ArrayList<>();
        for (Map.Entry<String, Future<PostgresServer>> each : postgres.entrySet()) {
            PostgresServer server = Together.end(each.getValue());
            String url = server.jdbcUrl(POSTGRES.getOrDefault(each.getKey(), each.getKey()));
            databases.put(each.getKey(), new Database(url, server.username(), server.password()));
            processes.add(server);
        }
        MariaDbServer mariaDb = Together.end(orders);
        databases.put("order-db", new Database(mariaDb.jdbcUrl("orders"), mariaDb.username(), mariaDb.password()));
        processes.addAll(
                List.of(mariaDb, Together.end(redis), Together.end(kafka), Together.end(sqs), Together.end(amqp)));
        return new Backing(
                databases,
                Together.end(redis),
                Together.end(kafka),
                Together.end(sqs),
                Together.end(amqp),
                List.copyOf(processes));
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
