package dev.breakwater.e2e.local;

import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.localstack.Workspace;
import java.util.List;

/** The databases, brokers and caches under the services, each service its own database server. */
record Backing(
        PostgresServer users,
        MariaDbServer orders,
        PostgresServer payments,
        PostgresServer inventory,
        RedisServer redis,
        KafkaBroker kafka,
        SqsServer sqs,
        AmqpBroker amqp) {

    static Backing start(Workspace workspace, Together together) throws InterruptedException {
        var users = together.begin(() -> PostgresServer.start(workspace, "user-db"));
        var orders = together.begin(() -> MariaDbServer.start(workspace, "order-db"));
        var payments = together.begin(() -> PostgresServer.start(workspace, "payment-db"));
        var inventory = together.begin(() -> PostgresServer.start(workspace, "inventory-db"));
        var redis = together.begin(() -> RedisServer.start(workspace, "redis"));
        var kafka = together.begin(() -> KafkaBroker.start(workspace, "kafka"));
        var sqs = together.begin(() -> SqsServer.start(workspace, "sqs"));
        var amqp = together.begin(() -> AmqpBroker.start(workspace, "amqp"));
        return new Backing(
                Together.end(users),
                Together.end(orders),
                Together.end(payments),
                Together.end(inventory),
                Together.end(redis),
                Together.end(kafka),
                Together.end(sqs),
                Together.end(amqp));
    }

    List<ManagedProcess> processes() {
        return List.of(users, orders, payments, inventory, redis, kafka, sqs, amqp);
    }
}
