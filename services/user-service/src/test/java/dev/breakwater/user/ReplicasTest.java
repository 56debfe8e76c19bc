package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.PostgresReplica;
import dev.breakwater.user.RunningService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads of a service with two replicas, whose copies are at once too old to answer while the database does: each read asks it. */
class ReplicasTest {

    private static final int READS = 30;
    private static final int AT_ONCE = 5;

    private static RunningService service;
    private String token;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(Map.of(
                "breakwater.profiles.fresh", "0s",
                "USER_DB_REPLICA_URLS", Stack.replicaUrls(),
                "USER_DB_ACQUIRE_MS", "300",
                "breakwater.user-db.hung-limit", "800ms",
                "breakwater.user-db.max-lag", "500ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void replicasServe() throws Exception {
        for (PostgresReplica replica : Stack.REPLICAS) {
            Health.awaitServing(service, replica.name(), true);
        }
        Health.awaitServing(service, "primary", true);
        Health.awaitWell(service);
        token = service.newUser();
    }

    @AfterEach
    void everythingRunsAgain() throws Exception {
        Stack.whole();
        Stack.resumeReplay();
    }

    @Test
    void readsAreSpreadOverTheReplicas() throws Exception {
        awaitReplicated(token);
        double primary = answered("primary");
        double first = answered("replica-1");
        double second = answered("replica-2");
        readAllLive();
        assertThat(answered("primary") - primary).isZero();
        assertThat(answered("replica-1") - first).isEqualTo(READS / 2.0);
        assertThat(answered("replica-2") - second).isEqualTo(READS / 2.0);
    }

    @Test
    void aDeadReplicaCostsNobodyAnAnswer() throws Exception {
        awaitReplicated(token);
        double failures = failures();
        Stack.REPLICAS.get(0).kill();
        readAllLive();
        assertThat(failedAt("replica-1")).isLessThan(3);
        assertThat(failures() - failures).as("what the breaker heard of").isZero();

        Stack.REPLICAS.get(0).start();
        Health.awaitServing(service, "replica-1", true);
        double before = answered("replica-1");
        readAllLive();
        assertThat(answered("replica-1") - before).isPositive();
    }

    @Test
    void aHungReplicaCostsAFewReadersItsTimeLimitAndThenNobody() throws Exception {
        awaitReplicated(token);
        double failures = failures();
        double failed = failedAt("replica-1");
        Stack.REPLICAS.get(0).suspend();
        readAllLive();
        assertThat(failedAt("replica-1") - failed).isLessThan(3);
        assertThat(failures() - failures).isZero();
        Stack.REPLICAS.get(0).resume();
        Health.awaitServing(service, "replica-1", true);
    }

    @Test
    void withoutReplicasThePrimaryAnswers() throws Exception {
        Stack.REPLICAS.forEach(PostgresReplica::kill);
        double failures = failures();
        double primary = answered("primary");
        readAllLive();
        assertThat(answered("primary") - primary).isEqualTo(READS);
        assertThat(failures() - failures).isZero();
        assertThat(service.breaker("user-db")).isEqualTo("CLOSED");
    }

    @Test
    void withoutThePrimaryUsersReadAndSignInAndNothingIsWritten() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        service.register(email, RunningService.PASSWORD);
        awaitReplicated(service.signIn(email, RunningService.PASSWORD)
                .body()
                .get("accessToken")
                .asText());
        awaitReplicated(token);
        Stack.PRIMARY.kill();
        readAllLive();
        assertThat(service.signIn(email, RunningService.PASSWORD).status()).isEqualTo(201);
        assertThat(service.signIn(email, "not the password").status()).isEqualTo(401);
        assertThat(service.signIn("nobody@example.org", "not the password").status())
                .isEqualTo(401);
        assertThat(service.rename(token, "Lost").status()).isEqualTo(503);
        readAllLive();

        Stack.PRIMARY.start();
        Health.awaitWell(service);
        assertThat(service.me(token).body().get("displayName").asText()).isEqualTo("Ada");
    }

    @Test
    void aHungPrimaryKeepsNobodyFromTheReplicas() throws Exception {
        awaitReplicated(token);
        double failures = failures();
        Stack.PRIMARY.suspend();
        readAllLive();
        assertThat(failures() - failures).isZero();
        Stack.PRIMARY.resume();
    }

    @Test
    void onlyWhenAllAreDownTheBreakerHearsOfItAndACopyAnswers() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            tokens.add(service.newUser());
            awaitReplicated(tokens.get(i)); // and a copy of it is in Redis
        }
        double failures = failures();
        double rejections = service.metric("circuit.breaker.requests.rejected", "breaker", "user-db");
        Stack.PRIMARY.kill();
        Stack.REPLICAS.forEach(PostgresReplica::kill);
        try (Crowd crowd = new Crowd(AT_ONCE)) {
            for (int i = 0; i < READS; i += AT_ONCE) {
                List<Callable<Answer>> reads = new ArrayList<>();
                tokens.forEach(each -> reads.add(() -> service.me(each)));
                for (Answer answer : crowd.all(reads)) {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.freshness()).isEqualTo("STALE");
                    assertThat(answer.degraded()).isEqualTo("user-db=sharedCopy");
                }
            }
        }
        double heard = failures() - failures;
        double spared = service.metric("circuit.breaker.requests.rejected", "breaker", "user-db") - rejections;
        assertThat(heard).as("40 % of at least ten").isGreaterThanOrEqualTo(4);
        assertThat(heard + spared).isEqualTo(READS);
        Stack.whole();
        Health.awaitWell(service);
        assertThat(service.me(token).freshness()).isEqualTo("LIVE");
    }

    @Test
    void aReplicaThatLagsTooFarIsNotAskedUntilItHasCaughtUp() throws Exception {
        Stack.pauseReplay();
        String behind = service.newUser();
        JdbcClient primary = service.bean(JdbcClient.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            primary.sql("UPDATE users SET updated_at = now() WHERE email = 'nobody'")
                    .update();
            primary.sql("SELECT pg_switch_wal()").query(String.class).single();
            service.rename(behind, "Ahead");
            return service.metric("user.db.server.serving", "server", "replica-1") == 0
                    && service.metric("user.db.server.serving", "server", "replica-2") == 0;
        });
        double first = answered("replica-1");
        double second = answered("replica-2");
        Answer answer = service.me(behind);
        assertThat(answer.freshness()).isEqualTo("LIVE");
        assertThat(answer.body().get("displayName").asText()).isEqualTo("Ahead");
        assertThat(answered("replica-1") - first).isZero();
        assertThat(answered("replica-2") - second).isZero();
        Stack.resumeReplay();
        for (PostgresReplica replica : Stack.REPLICAS) {
            Health.awaitServing(service, replica.name(), true);
        }
        awaitReplicated(behind);
    }

    @Test
    void aReplicaThatDoesNotKnowAUserYetIsNotBelieved() throws Exception {
        Stack.pauseReplay();
        Answer me = service.me(service.newUser());
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.freshness()).isEqualTo("LIVE");
    }

    private void readAllLive() throws Exception {
        for (int i = 0; i < READS; i++) {
            Answer answer = service.me(token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.freshness()).isEqualTo("LIVE");
            assertThat(answer.degraded()).isEmpty();
        }
    }

    /** What that user's reads find is at both replicas. */
    private static void awaitReplicated(String token) throws Exception {
        Stack.awaitReplicated(service.me(token).body().get("id").asText());
    }

    private static double answered(String server) {
        return service.metric("user.db.reads", "server", server, "outcome", "answered");
    }

    private static double failedAt(String server) {
        return service.metric("user.db.reads", "server", server, "outcome", "failed");
    }

    private static double failures() {
        return service.metric("circuit.breaker.requests.failed", "breaker", "user-db");
    }
}
