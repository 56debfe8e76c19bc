package dev.breakwater.outbox;

import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OutboxOnMariaDbTest extends OutboxContract {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Workspace workspace;
    private static MariaDbServer server;

    @BeforeAll
    static void startServer() {
        workspace = Workspace.create(Path.of("target", "local"), "outbox-MariaDbServer");
        server = MariaDbServer.start(workspace, "db");
    }

    @AfterAll
    static void stopServer() {
        workspace.close();
    }

    @Override
    String newDatabase() {
        return server.jdbcUrl("outbox_" + DATABASES.incrementAndGet());
    }

    @Override
    String username() {
        return server.username();
    }

    @Override
    String password() {
        return server.password();
    }
}
