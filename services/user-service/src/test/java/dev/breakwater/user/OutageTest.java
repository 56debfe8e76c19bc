package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.user.RunningService.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

class OutageTest {

    /** The policy class "database", and some more for a busy machine. */
    private static final Duration SLOWEST = Duration.ofSeconds(4);

    private BackingServices backing;
    private RunningService service;
    private KeyFiles keys;

    @BeforeEach
    void start() throws Exception {
        backing = new BackingServices("outages");
        keys = KeyFiles.create();
        service = new RunningService(backing, keys, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        backing.stop();
    }

    @Test
    void aHungDatabaseLeavesTheCopyInRedisMarkedAsOne() throws Exception {
        String token = service.newUser();
        assertThat(service.me(token).freshness()).isEqualTo("LIVE");

        backing.postgres.suspend();
        Duration slowest = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            long started = System.nanoTime();
            Answer answer = service.me(token);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.freshness()).isEqualTo("CACHED");
            assertThat(answer.degraded()).isEqualTo("user-db=sharedCopy");
        }
        assertThat(slowest).isLessThan(SLOWEST);
        long started = System.nanoTime();
        assertThat(service.me(token).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SLOWEST);

        backing.postgres.resume();
        awaitLive(token);
    }

    @Test
    void nobodyIsLetInAndNothingIsChangedWithoutTheDatabase() throws Exception {
        String token = service.newUser();
        backing.postgres.kill();
        Answer signIn = service.signIn("ada@example.org", RunningService.PASSWORD);
        assertThat(signIn.status()).isEqualTo(503);
        assertThat(signIn.problem()).isEqualTo("/problems/dependency-unavailable");
        assertThat(Integer.parseInt(signIn.headers().get("retry-after"))).isPositive();
        assertThat(service.rename(token, "Lost").status()).isEqualTo(503);
        assertThat(service.register("new@example.org", RunningService.PASSWORD).status())
                .isEqualTo(503);

        backing.postgres.start();
        awaitLive(token);
        assertThat(service.me(token).body().get("displayName").asText()).isEqualTo("Ada");
        assertThat(service.register("new@example.org", RunningService.PASSWORD).status())
                .isEqualTo(201);
    }

    @Test
    void withoutRedisProfilesStayLive() throws Exception {
        String token = service.newUser();
        backing.redis.kill();
        for (int i = 0; i < 30; i++) {
            Answer answer = service.me(token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.freshness()).isEqualTo("LIVE");
            assertThat(answer.degraded()).isEmpty();
        }
        assertThat(service.rename(token, "Still here").status()).isEqualTo(200);
        assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void aHungRedisDelaysNobodyForLong() throws Exception {
        String token = service.newUser();
        service.me(token);
        backing.redis.suspend();
        try {
            for (int i = 0; i < 30; i++) {
                long started = System.nanoTime();
                assertThat(service.me(token).freshness()).isEqualTo("LIVE");
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
            }
        } finally {
            backing.redis.resume();
        }
    }

    @Test
    void withBothGoneThisProcessRemembersWhomItHasSeen() throws Exception {
        String seen = service.newUser();
        service.me(seen);
        String unseen = service.newUser();
        backing.redis.kill();
        backing.postgres.kill();

        Answer remembered = service.me(seen);
        assertThat(remembered.status()).isEqualTo(200);
        assertThat(remembered.freshness()).isEqualTo("CACHED");
        assertThat(remembered.degraded()).isEqualTo("user-db=localCopy");

        Answer unknown = service.me(unseen);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.problem()).isEqualTo("/problems/dependency-unavailable");
        assertThat(unknown.headers()).containsKey("retry-after");
        assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

        backing.postgres.start();
        backing.redis.start();
        awaitLive(seen);
        awaitLive(unseen);
        awaitSharedCopy(seen);
        backing.postgres.kill();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(service.me(seen).degraded()).isEqualTo("user-db=sharedCopy"));
    }

    @Test
    void anOldCopyIsCalledStale() throws Exception {
        try (RunningService forgetful = new RunningService(
                backing, keys, Map.of("breakwater.profiles.fresh", "0s", "breakwater.profiles.stale", "1h"))) {
            String token = forgetful.newUser();
            forgetful.me(token);
            backing.postgres.kill();
            Answer answer = forgetful.me(token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.freshness()).isEqualTo("STALE");
        }
    }

    private void awaitLive(String token) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer answer = service.me(token);
            assertThat(answer.freshness()).as(answer.body().toString()).isEqualTo("LIVE");
        });
    }

    /** Redis came back empty: it has the copy again once a read has gone through its breaker. */
    private void awaitSharedCopy(String token) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            service.me(token);
            return !service.bean(StringRedisTemplate.class)
                    .keys("user-service:profile:"
                            + service.me(token).body().get("id").asText())
                    .isEmpty();
        });
    }
}
