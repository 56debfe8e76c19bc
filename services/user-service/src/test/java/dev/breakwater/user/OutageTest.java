package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.user.RunningService.Answer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service without replicas, whose copies are at once too old to answer while the database does: each read asks it. */
class OutageTest {

    private static final int READERS = 12;
    private static final String UNCHECKED = "redis=uncheckedSession";

    /** So many the database serves at the same time. */
    private static final int AT_ONCE = DatabaseFault.POOL_SIZE;

    private static final RunningService service = Instances.forgetful();

    enum RedisFault {
        CRASH,
        HANG,
        ERROR,
        SLOW;

        void strike() throws IOException {
            switch (this) {
                case CRASH -> Stack.REDIS.kill();
                case HANG -> Stack.REDIS.suspend();
                case ERROR -> Stack.tellRedis("ACL SETUSER default -@read -@write -@scripting");
                case SLOW -> Instances.redisLink().slows(Duration.ofMillis(400));
            }
        }

        void heal() throws IOException {
            switch (this) {
                case CRASH -> Stack.REDIS.start();
                case HANG -> Stack.REDIS.resume();
                case ERROR -> Stack.tellRedis("ACL SETUSER default +@all");
                case SLOW -> Instances.redisLink().heals();
            }
        }
    }

    @BeforeAll
    static void well() {
        Health.awaitWell(service);
    }

    @AfterEach
    void whole() {
        Instances.redisLink().heals();
        Stack.whole();
        Health.awaitWell(service);
    }

    @ParameterizedTest
    @EnumSource
    void everyReaderGetsTheSharedCopyMarkedAsOldUntilTheDatabaseIsBack(DatabaseFault fault) throws Exception {
        List<String> tokens = seenUsers(READERS);
        double failed = service.metric("circuit.breaker.requests.failed", "breaker", "user-db");
        double rejected = service.metric("circuit.breaker.requests.rejected", "breaker", "user-db");
        double fellBack = service.metric("circuit.breaker.fallback.success", "fallback", "sharedCopy");
        double opened = service.metric("circuit.breaker.state.changes", "breaker", "user-db", "state", "open");

        int asked = 0;
        try (AutoCloseable end = fault.begin(service);
                Crowd crowd = new Crowd(READERS)) {
            assertThat(end).isNotNull();
            for (int round = 0; round < 3; round++) {
                for (Answer answer : crowd.all(reads(tokens))) {
                    asked++;
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.freshness()).isEqualTo("STALE");
                    assertThat(answer.degraded()).contains("user-db=sharedCopy");
                    assertThat(answer.body().get("displayName").asText()).isEqualTo("Ada");
                }
            }
            for (String token : tokens.subList(0, 3)) {
                assertRefused(service.rename(token, "Lost"));
            }
            assertRefused(service.register("lost@example.org", RunningService.PASSWORD));
            assertRefused(service.signIn("ada@example.org", RunningService.PASSWORD));
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);
        }

        double failures = service.metric("circuit.breaker.requests.failed", "breaker", "user-db") - failed;
        double rejections = service.metric("circuit.breaker.requests.rejected", "breaker", "user-db") - rejected;
        assertThat(failures).as("enough to open: 40 % of at least ten").isGreaterThanOrEqualTo(4);
        assertThat(rejections).as("most are told so without being asked").isPositive();
        assertThat(failures + rejections).as("each is counted once").isEqualTo(asked + 5);
        assertThat(service.metric("circuit.breaker.fallback.success", "fallback", "sharedCopy") - fellBack)
                .isEqualTo(asked);
        assertThat(service.metric("circuit.breaker.state.changes", "breaker", "user-db", "state", "open") - opened)
                .isPositive();

        Health.awaitWell(service);
        for (Answer answer : new Crowd(1).all(reads(tokens))) {
            assertThat(answer.freshness()).isEqualTo("LIVE");
            assertThat(answer.body().get("displayName").asText()).isEqualTo("Ada");
        }
    }

    @Test
    void aSlowStatementIsEndedAtTheServerAndItsConnectionUsedAgain() throws Exception {
        String token = seenUsers(1).get(0);
        try (Connection lock = DatabaseFault.lockUsers()) {
            assertThat(service.me(token).freshness()).isEqualTo("STALE");
            try (ResultSet waiting = lock.createStatement()
                    .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
                waiting.next();
                assertThat(waiting.getInt(1)).isZero();
            }
        }
        assertThat(service.me(token).freshness()).isEqualTo("LIVE");
    }

    @ParameterizedTest
    @EnumSource
    void aRedisThatIsIllKeepsNobodyFromTheDatabase(RedisFault fault) throws Exception {
        List<String> tokens = seenUsers(AT_ONCE);
        double failed = service.metric("circuit.breaker.requests.failed", "breaker", "redis");
        double rejected = service.metric("circuit.breaker.requests.rejected", "breaker", "redis");
        double opened = service.metric("circuit.breaker.state.changes", "breaker", "redis", "state", "open");

        fault.strike();
        assertThat(readOverAndOver(tokens)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.freshness()).isEqualTo("LIVE");
            if (fault == RedisFault.SLOW) { // some may be in time
                assertThat(answer.degraded()).isIn("", UNCHECKED);
            } else {
                assertThat(answer.degraded()).isEqualTo(UNCHECKED);
            }
        });
        assertThat(service.metric("circuit.breaker.requests.failed", "breaker", "redis") - failed)
                .isGreaterThanOrEqualTo(10);
        assertThat(service.metric("circuit.breaker.requests.rejected", "breaker", "redis") - rejected)
                .as("the breaker spares the later ones the wait")
                .isPositive();
        assertThat(service.metric("circuit.breaker.state.changes", "breaker", "redis", "state", "open") - opened)
                .isPositive();
        assertThat(service.rename(tokens.get(0), "Unhurried").status()).isEqualTo(200);
        assertThat(service.me(tokens.get(0)).body().get("displayName").asText()).isEqualTo("Unhurried");
        assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(service.breaker("user-db")).isEqualTo("CLOSED");

        fault.heal();
        Health.awaitWell(service);
    }

    @Test
    void withBothGoneThisProcessRemembersWhomItHasSeen() throws Exception {
        String seen = seenUsers(1).get(0);
        String unseen = service.newUser();
        Stack.REDIS.kill();
        Stack.PRIMARY.kill();

        Answer remembered = service.me(seen);
        assertThat(remembered.status()).isEqualTo(200);
        assertThat(remembered.freshness()).isEqualTo("STALE");
        assertThat(remembered.degraded()).contains("user-db=localCopy");

        try (Crowd crowd = new Crowd(AT_ONCE)) {
            for (Answer unknown : crowd.all(Collections.nCopies(15, () -> service.me(unseen)))) {
                assertThat(unknown.status()).isEqualTo(503);
                assertThat(unknown.problem()).isEqualTo("/problems/dependency-unavailable");
                assertThat(unknown.body().get("dependency").asText()).isEqualTo("user-db");
                assertThat(Integer.parseInt(unknown.headers().get("retry-after")))
                        .isPositive();
            }
        }
        assertThat(service.rename(seen, "Lost").status()).isEqualTo(503);
        assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

        Stack.whole();
        Health.awaitWell(service);
        assertThat(service.me(seen).freshness()).isEqualTo("LIVE");
        assertThat(service.me(unseen).freshness()).isEqualTo("LIVE");
        Stack.PRIMARY.kill();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(service.me(seen).degraded()).isEqualTo("user-db=sharedCopy"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isIn(503, 504);
        assertThat(answer.body().get("dependency").asText()).isEqualTo("user-db");
        assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
    }

    private static List<String> seenUsers(int count) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String token = service.newUser();
            assertThat(service.me(token).freshness()).isEqualTo("LIVE");
            tokens.add(token);
        }
        return tokens;
    }

    /** 32 reads. */
    private static List<Answer> readOverAndOver(List<String> tokens) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (Crowd crowd = new Crowd(AT_ONCE)) {
            for (int round = 0; round < 8; round++) {
                answers.addAll(crowd.all(reads(tokens)));
            }
        }
        return answers;
    }

    private static List<Callable<Answer>> reads(List<String> tokens) {
        List<Callable<Answer>> reads = new ArrayList<>();
        tokens.forEach(token -> reads.add(() -> service.me(token)));
        return reads;
    }
}
