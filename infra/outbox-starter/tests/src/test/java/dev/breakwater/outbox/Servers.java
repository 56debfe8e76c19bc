package dev.breakwater.outbox;

import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;

/** One of each for all tests, started when it is first asked for; all end with the JVM, as their workspace does. */
final class Servers {

    private static final Workspace WORKSPACE = Workspace.create(Path.of("target", "local"), "outbox");

    private Servers() {}

    static MariaDbServer mariaDb() {
        return MariaDb.SERVER;
    }

    static PostgresServer postgreSql() {
        return PostgreSql.SERVER;
    }

    static KafkaBroker kafka() {
        return Kafka.BROKER;
    }

    private static final class MariaDb {
        static final MariaDbServer SERVER = MariaDbServer.start(WORKSPACE, "mariadb");
    }

    private static final class PostgreSql {
        static final PostgresServer SERVER = PostgresServer.start(WORKSPACE, "postgresql");
    }

    private static final class Kafka {
        static final KafkaBroker BROKER = KafkaBroker.start(WORKSPACE, "kafka");
    }
}
