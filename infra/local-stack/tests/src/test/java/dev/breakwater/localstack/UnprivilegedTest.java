package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL runs for root too, on machines with user namespaces and on those without. */
class UnprivilegedTest {

    private static final Unprivileged NO_NAMESPACES = new Unprivileged(List.of("unshare-is-not-here", "-U"), null);
    private static final Unprivileged FORBIDDEN = new Unprivileged(List.of("false"), null);

    private final List<String> told = new ArrayList<>();
    private Workspace workspace;

    @BeforeEach
    void workspace() {
        workspace = Workspace.create(Repository.root().resolve("infra/local-stack/tests/target/unprivileged"), "run");
        workspace.onProgress(told::add);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void rootWithoutUserNamespacesRunsItAsNobody() throws Exception {
        assumeTrue(Unprivileged.isRoot(), "only root needs it");
        List<Unprivileged> ways = List.of(NO_NAMESPACES, FORBIDDEN, Unprivileged.as("nobody"));
        try (PostgresServer server = new PostgresServer(workspace, "postgres", ways)) {
            server.start();
            LaunchTest.assertWorks(server);
            assertThat(Files.getOwner(Path.of("/proc", Long.toString(server.pid())))
                            .getName())
                    .isEqualTo("nobody");
            server.kill();
            server.start();
            LaunchTest.assertWorks(server);
            try (PostgresReplica replica = server.replica("replica")) {
                assertThat(Files.getOwner(Path.of("/proc", Long.toString(replica.pid())))
                                .getName())
                        .isEqualTo("nobody");
            }
        }
        assertThat(told)
                .filteredOn(line -> line.contains("runs as the user nobody"))
                .hasSize(1);
    }

    @Test
    void whereNobodyReachesTheFolderTheMessageSaysWhatWasTried() {
        assertThatThrownBy(() -> Unprivileged.first(
                        List.of(NO_NAMESPACES, FORBIDDEN), workspace, workspace.folder("x"), Path.of("/bin/sh")))
                .hasMessageContaining("run as an ordinary user");
    }

    @Test
    void theFirstWayThatWorksIsTaken() throws Exception {
        Unprivileged works = new Unprivileged(List.of(), null);
        assertThat(Unprivileged.first(
                        List.of(FORBIDDEN, works, NO_NAMESPACES), workspace, workspace.folder("x"), Path.of("/bin/sh")))
                .isSameAs(works);
    }
}
