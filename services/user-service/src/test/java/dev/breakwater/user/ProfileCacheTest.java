package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.PostgresReplica;
import dev.breakwater.user.RunningService.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances with the production lifetimes of copies, and one without replicas. */
class ProfileCacheTest {

    private static final int READERS = 24;

    private static final RunningService one = Instances.one();
    private static final RunningService two = Instances.two();
    private static final RunningService alone = Instances.alone();

    @BeforeAll
    static void well() {
        Health.awaitWell(one, two, alone);
    }

    @AfterEach
    void whole() throws Exception {
        Stack.whole();
        Stack.resumeReplay();
        Health.awaitWell(one, two, alone);
    }

    @Test
    void aFreshCopyAnswersForTheDatabase() throws Exception {
        String token = one.newUser();
        assertThat(one.me(token).freshness()).isEqualTo("LIVE");
        double reads = reads(one) + reads(two);
        for (RunningService service : List.of(one, two, one, two)) {
            Answer cached = service.me(token);
            assertThat(cached.status()).isEqualTo(200);
            assertThat(cached.freshness()).isEqualTo("CACHED");
            assertThat(cached.degraded()).as("nothing is wrong").isEmpty();
        }
        assertThat(reads(one) + reads(two) - reads).isZero();
    }

    @Test
    void aFreshCopyAnswersThroughAnOutageThatNobodyNotices() throws Exception {
        String token = one.newUser();
        one.me(token);
        Stack.PRIMARY.kill();
        Stack.REPLICAS.forEach(PostgresReplica::kill);
        for (int i = 0; i < 20; i++) {
            assertThat(one.me(token).freshness()).isEqualTo("CACHED");
        }
        assertThat(one.breaker("user-db")).isEqualTo("CLOSED");
    }

    @Test
    void aChangeIsReadAtOnceAtEveryInstance() throws Exception {
        String token = one.newUser();
        one.me(token);
        for (String name : List.of("Augusta", "Lady Lovelace", "A. L.")) {
            assertThat(one.rename(token, name).status()).isEqualTo(200);
            assertThat(name(one.me(token))).isEqualTo(name);
            assertThat(name(two.me(token))).isEqualTo(name);
        }
    }

    @Test
    void aChangeIsReadThoughNoReplicaHasItAndNoCopyIsLeft() throws Exception {
        String token = one.newUser();
        String id = one.me(token).body().get("id").asText();
        Stack.awaitReplicated(id);
        Stack.pauseReplay();
        one.rename(token, "Ahead of the replicas");
        redis().delete("user-service:{" + id + "}:profile");
        assertThat(name(two.me(token))).isEqualTo("Ahead of the replicas");
        redis().delete("user-service:{" + id + "}:profile");
        redis().delete("user-service:{" + id + "}:change");
        assertThat(name(one.me(token))).isEqualTo("Ahead of the replicas");
    }

    @Test
    void aChangeWhoseEndIsUnknownIsLookedUpAtThePrimary() throws Exception {
        String token = one.newUser();
        String id = one.me(token).body().get("id").asText();
        Stack.awaitReplicated(id);
        Stack.pauseReplay();
        // What an instance leaves behind that is killed between the commit and its word to Redis.
        redis().opsForValue().set("user-service:{" + id + "}:change", "?", Duration.ofMinutes(1));
        one.bean(JdbcClient.class)
                .sql("UPDATE users SET display_name = 'Committed', version = version + 1 WHERE id = :id::uuid")
                .param("id", id)
                .update();
        assertThat(name(two.me(token))).isEqualTo("Committed");
    }

    @Test
    void aChangeThatRedisMissedIsReadEverywhereWhenItIsBackWithItsOldCopy() throws Exception {
        String token = one.newUser();
        String id = one.me(token).body().get("id").asText();
        Stack.awaitReplicated(id);
        assertThat(two.me(token).freshness()).isEqualTo("CACHED");
        Stack.REDIS.stop();
        assertThat(one.rename(token, "While Redis was away").status()).isEqualTo(200);
        assertThat(name(one.me(token))).isEqualTo("While Redis was away");
        assertThat(name(two.me(token))).isEqualTo("While Redis was away");
        Stack.REDIS.start();
        for (int i = 0; i < 50; i++) {
            assertThat(name(one.me(token))).isEqualTo("While Redis was away");
            assertThat(name(two.me(token))).isEqualTo("While Redis was away");
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions() // the test's own questions may still meet the connection that was lost
                .untilAsserted(() -> assertThat(redis().opsForValue().get("user-service:{" + id + "}:profile"))
                        .contains("While Redis was away"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> two.me(token).freshness().equals("CACHED"));
    }

    @Test
    void aRefusedChangeLeavesNoMark() throws Exception {
        String token = alone.newUser();
        String id = alone.me(token).body().get("id").asText();
        String another = alone.newUser();
        Stack.PRIMARY.kill();
        for (int i = 0; i < 4; i++) {
            // What goes out on a connection that has just died may have arrived; after these, none is left.
            assertThat(alone.rename(another, "Perhaps").status()).isEqualTo(503);
        }
        assertThat(alone.rename(token, "Lost").status()).isEqualTo(503);
        Answer me = alone.me(token);
        assertThat(me.freshness()).isEqualTo("CACHED");
        assertThat(name(me)).isEqualTo("Ada");
        assertThat(redis().hasKey("user-service:{" + id + "}:change")).isFalse();
    }

    @Test
    void manyReadersOfAColdProfileMakeOneCall() throws Exception {
        String token = alone.newUser();
        double reads = reads(alone);
        try (Crowd crowd = new Crowd(READERS)) {
            List<CompletableFuture<Answer>> begun;
            try (Connection lock = DatabaseFault.lockUsers()) {
                begun = crowd.begin(Collections.nCopies(READERS, () -> alone.me(token)));
                await().atMost(Duration.ofSeconds(5)).until(() -> waitingAtTheDatabase(lock) == 1);
            }
            for (Answer answer : Crowd.answers(begun)) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.freshness()).isIn("LIVE", "CACHED");
                assertThat(answer.degraded()).isEmpty();
            }
        }
        assertThat(reads(alone) - reads).isEqualTo(1);
    }

    @Test
    void manyReadersOfAColdProfileShareOneFailure() throws Exception {
        String token = alone.newUser();
        double failed = alone.metric("circuit.breaker.requests.failed", "breaker", "user-db");
        try (Crowd crowd = new Crowd(READERS);
                Connection lock = DatabaseFault.lockUsers()) {
            assertThat(lock.isClosed()).isFalse();
            List<Answer> answers = crowd.all(Collections.nCopies(READERS, () -> alone.me(token)));
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().get("dependency").asText()).isEqualTo("user-db");
            });
        }
        assertThat(alone.metric("circuit.breaker.requests.failed", "breaker", "user-db") - failed)
                .as("of so many readers, few asked, so that one slow row opens no breaker")
                .isLessThan(4);
        assertThat(alone.breaker("user-db")).isEqualTo("CLOSED");
    }

    @Test
    void nobodyReadsAnothersProfile() throws Exception {
        String mine = one.newUser();
        String theirs = one.newUser();
        one.rename(theirs, "Somebody else");
        for (int i = 0; i < 3; i++) {
            assertThat(name(one.me(mine))).isEqualTo("Ada");
            assertThat(name(two.me(theirs))).isEqualTo("Somebody else");
        }
    }

    private static int waitingAtTheDatabase(Connection session) throws SQLException {
        try (ResultSet waiting = session.createStatement()
                .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            waiting.next();
            return waiting.getInt(1);
        }
    }

    private static double reads(RunningService service) {
        return service.metric("user.db.reads", "outcome", "answered");
    }

    private static StringRedisTemplate redis() {
        return one.bean(StringRedisTemplate.class);
    }

    private static String name(Answer answer) {
        return answer.body().path("displayName").asText();
    }
}
