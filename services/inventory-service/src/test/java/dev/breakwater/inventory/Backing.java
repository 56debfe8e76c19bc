package dev.breakwater.inventory;

import com.zaxxer.hikari.HikariDataSource;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One PostgreSQL and one Kafka for all classes, started when first asked for; both end with the JVM, as their workspace does. Each class
 * has a service of its own, with a database of its own.
 */
final class Backing {

    static final Workspace WORKSPACE = Workspace.create(Path.of("target/backing"), "inventory-service");

    private Backing() {}

    static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    /** A second way into that database. One connection for all that is asked: to log in costs more than to ask. */
    static HikariDataSource database(String name) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(postgres().jdbcUrl(name));
        database.setUsername(postgres().username());
        database.setPassword(postgres().password());
        database.setMaximumPoolSize(1);
        return database;
    }

    static KafkaBroker kafka() {
        return Kafka.BROKER;
    }

    /** Without the topics of the class before, whose service has ended; how far it had read them goes with them. */
    static KafkaBroker kafkaWith(NewTopic... topics) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka().bootstrapServers()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            admin.createTopics(List.of(topics)).all().get();
        }
        return kafka();
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.start(WORKSPACE, "inventory-db");
    }

    private static final class Kafka {
        static final KafkaBroker BROKER = KafkaBroker.start(WORKSPACE, "kafka");
    }
}
