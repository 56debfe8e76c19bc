package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import redis.clients.jedis.Jedis;

/** No child outlives its run, however that ends, and no other process is ever harmed. */
class LaunchTest {

    private static final List<String> PROCESSES = List.of("postgres", "backend", "redis", "warden");

    private Path below;

    @BeforeEach
    void folder(TestInfo test) {
        below = Repository.root()
                .resolve("infra/local-stack/tests/target/launch")
                .resolve(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void aKilledRunLeavesNoProcess() throws Exception {
        try (AnotherRun run = AnotherRun.start(below)) {
            assertThat(PROCESSES).allMatch(name -> run.process(name).isAlive());
            run.kill();
            awaitDead(run, PROCESSES);
        }
    }

    @Test
    void aKilledRunLeavesNoProcessThatWasFrozen() throws Exception {
        try (AnotherRun run = AnotherRun.start(below, "frozen")) {
            run.kill();
            awaitDead(run, PROCESSES);
        }
    }

    @Test
    void aTerminatedRunHasEndedItsProcessesBeforeItself() throws Exception {
        try (AnotherRun run = AnotherRun.start(below)) {
            run.terminate();
            assertThat(PROCESSES).noneMatch(name -> run.process(name).isAlive());
        }
    }

    @Test
    void theNextRunEndsAndRemovesWhatAKilledRunAndItsKilledWardenLeft() throws Exception {
        try (AnotherRun run = AnotherRun.start(below, "frozen")) {
            ProcessHandle.of(run.process("warden").number()).orElseThrow().destroyForcibly();
            awaitDead(run, List.of("warden"));
            run.kill();
            assertThat(List.of("postgres", "backend", "redis"))
                    .allMatch(name -> run.process(name).isAlive());

            try (Workspace next = Workspace.create(below, "next")) {
                assertThat(PROCESSES).noneMatch(name -> run.process(name).isAlive());
                assertThat(run.folder()).doesNotExist();
                assertThat(next.folder()).exists();
            }
        }
    }

    @Test
    void aRunThatLivesIsLeftAloneAndBothWorkSideBySide() throws Exception {
        try (AnotherRun run = AnotherRun.start(below);
                Workspace next = Workspace.create(below, "next");
                RedisServer redis = RedisServer.start(next, "redis");
                PostgresServer postgres = PostgresServer.start(next, "postgres")) {
            assertThat(PROCESSES).allMatch(name -> run.process(name).isAlive());
            assertThat(run.folder()).exists();
            assertWorks(redis);
            assertWorks(postgres);
        }
    }

    @Test
    void aProcessThatWasGivenTheNumberOfADeadOneIsNotHarmed() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "600").start();
        Process leftOver = new ProcessBuilder("sleep", "600").start();
        try {
            Pid before = new Pid(innocent.pid(), "1@another-start", "redis");
            leaveBehind("1234567 1@another-start demo", before, Pid.of(leftOver.pid(), "redis"));
            Workspace.create(below, "next").close();
            assertThat(innocent.isAlive()).isTrue();
            // the other line of the same file was obeyed: the first was spared for its start alone
            assertThat(leftOver.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            innocent.destroyForcibly();
            leftOver.destroyForcibly();
        }
    }

    @Test
    void aRunWhoseNumberIsAnotherProcessNowCountsAsDead() throws Exception {
        Path left = leaveBehind(ProcessHandle.current().pid() + " 1@another-start demo");
        Workspace.create(below, "next").close();
        assertThat(left).doesNotExist();
    }

    @Test
    void aRunThatEndsWhileAProcessStartsStopsThatToo() throws Exception {
        Workspace workspace = Workspace.create(below, "run");
        NeverReady slow = new NeverReady(workspace);
        CompletableFuture<Void> start = CompletableFuture.runAsync(slow::start);
        await().atMost(Duration.ofSeconds(10)).until(slow::isSeen);
        workspace.close();
        assertThat(slow.isAlive()).isFalse();
        assertThatThrownBy(() -> start.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("never-ready was starting when the run ended");
        assertThatThrownBy(slow::start).hasMessageContaining("the run is ending");
    }

    @Test
    void aProcessStartsAgainOnTheSamePort() throws Exception {
        try (Workspace workspace = Workspace.create(below, "run");
                RedisServer redis = RedisServer.start(workspace, "redis")) {
            int port = redis.port();
            long first = redis.pid();
            redis.kill();
            assertThat(redis.isAlive()).isFalse();
            redis.start();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(redis.pid()).isNotEqualTo(first);
            assertWorks(redis);
        }
    }

    @Test
    void aProcessThatCannotStartSaysWhyInItsOwnWords() throws Exception {
        try (Workspace workspace = Workspace.create(below, "run")) {
            ManagedProcess refusing = new ManagedProcess(workspace, "refusing") {
                @Override
                protected ProcessBuilder command() {
                    return new ProcessBuilder("bash", "-c", "echo no disk left; exit 4");
                }

                @Override
                protected boolean ready() {
                    return false;
                }
            };
            assertThatThrownBy(refusing::start)
                    .hasMessageContaining("refusing ended while it started")
                    .hasMessageContaining("no disk left");
        }
    }

    private Path leaveBehind(String owner, Pid... children) throws IOException {
        Path left = Files.createDirectories(
                below.resolve("left-" + ProcessHandle.current().pid()));
        Files.writeString(left.resolve("owner.pid"), owner + "\n");
        Files.write(
                left.resolve("children.pid"),
                List.of(children).stream().map(Pid::toString).toList());
        return left;
    }

    private static void awaitDead(AnotherRun run, List<String> names) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> names.stream().noneMatch(name -> run.process(name).isAlive()));
    }

    private static void assertWorks(RedisServer server) {
        try (Jedis redis = new Jedis(server.url())) {
            assertThat(redis.ping()).isEqualTo("PONG");
        }
    }

    static void assertWorks(PostgresServer server) throws Exception {
        try (Connection connection =
                DriverManager.getConnection(server.jdbcUrl("shop"), server.username(), server.password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private static final class NeverReady extends ManagedProcess {

        private volatile boolean seen;

        NeverReady(Workspace workspace) {
            super(workspace, "never-ready");
        }

        boolean isSeen() {
            return seen;
        }

        @Override
        protected ProcessBuilder command() {
            return new ProcessBuilder("sleep", "600");
        }

        @Override
        protected boolean ready() {
            seen = true;
            return false;
        }
    }
}
