package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit for each client, counted in a real Redis and without one. */
class RateLimitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT = 20;

    private static Workspace workspace;
    private static RedisServer redis;
    private static Edge patient;
    private static Edge one;
    private static Edge other;
    private static Edge alone;

    /** What strikes Redis, for real. */
    enum Fault {
        CRASH,
        HANG,
        SLOW,
        ERROR
    }

    @BeforeAll
    static void start() throws Exception {
        workspace = Workspace.create(Path.of("target", "stacks"), "rate-limit");
        redis = RedisServer.start(workspace, "redis");
        redis.kill();
        // at twenty the window is three seconds: room for the twenty calls of 50 ms each that a breaker must have seen
        patient = edge("breakwater.gateway.rate-limit.requests", "100000", "breakwater.speed", "20");
        assertThat(patient.get("/api/products").statusCode()).isEqualTo(200); // it has never seen Redis
        redis.start();
        one = edge("breakwater.gateway.trusted-hops", "1");
        other = edge("breakwater.gateway.trusted-hops", "1");
        alone = edge("REDIS_URL", "");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        patient.close();
        alone.close();
        workspace.close();
    }

    private static Edge edge(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "breakwater.gateway.rate-limit.requests", Integer.toString(LIMIT),
                "breakwater.gateway.rate-limit.window", "1h",
                "REDIS_URL", redis.url()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new Edge(settings);
    }

    @Test
    void theLimitIsToldWithEveryAnswer() throws Exception {
        String user = one.keys.sign(Keys.validClaims().subject("told").build());
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> answer = as(user, one);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"client\";q=20;w=3600");
            int remaining = LIMIT - i;
            assertThat(answer.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(told -> assertThat(told).matches("\"client\";r=" + remaining + ";t=\\d+"));
        }
    }

    @Test
    void whatOneInstanceCountedTheOtherKnows() throws Exception {
        for (int i = 0; i < LIMIT - 8; i++) {
            assertThat(from("192.0.2.1", one).statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(from("192.0.2.1", other).statusCode()).isEqualTo(200);
        }
        for (Edge edge : new Edge[] {one, other}) {
            edge.orders.seen.clear();
            HttpResponse<String> refused = from("192.0.2.1", edge);
            EdgeTest.problem(refused, 429, "too-many-requests");
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 7_200);
            assertThat(edge.orders.seen).isEmpty();
            assertThat(refused.headers().firstValue("X-Degraded")).isEmpty();
            assertThat(edge.get("/health", "X-Forwarded-For", "192.0.2.1").statusCode())
                    .isEqualTo(200);
        }
        assertThat(from("192.0.2.2", one).statusCode()).isEqualTo(200);
    }

    @Test
    void withRedisGoneAnInstanceGoesOnFromWhatItHasSeenItself() throws Exception {
        for (int i = 0; i < LIMIT - 8; i++) {
            assertThat(from("192.0.2.3", one).statusCode()).isEqualTo(200);
        }
        redis.kill();
        try {
            for (int i = 0; i < 8; i++) {
                HttpResponse<String> answer = from("192.0.2.3", one);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().allValues("X-Degraded"))
                        .as("what the service says of itself, and what the gateway does")
                        .containsExactlyInAnyOrder("user-db=sharedCopy", "redis=localLimit");
            }
            HttpResponse<String> refused = from("192.0.2.3", one);
            EdgeTest.problem(refused, 429, "too-many-requests");
            assertThat(refused.headers().allValues("X-Degraded")).containsExactly("redis=localLimit");
        } finally {
            redis.start();
            one.breaker("redis").reset();
        }
        await().atMost(PATIENCE).until(() -> {
            long succeeded = one.breaker("redis").counts().succeeded();
            one.getAsUser("/api/users/me");
            return one.breaker("redis").counts().succeeded() > succeeded;
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noRequestFailsForWantOfRedis(Fault fault) throws Exception {
        BreakwaterCircuitBreaker breaker = patient.breaker("redis");
        awaitCounting(breaker);
        int before = breaker.history().size();
        double local = countedHere();
        Healing healing = strike(fault);
        try {
            // often enough for twenty calls in a window of the speed
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                assertThat(patient.get("/api/products").statusCode()).isEqualTo(200);
                return breaker.history().size() > before;
            });
            for (int i = 0; i < 20; i++) {
                assertThat(patient.get("/api/products").statusCode()).isEqualTo(200);
            }
        } finally {
            healing.heal();
        }
        assertThat(countedHere()).isGreaterThanOrEqualTo(local + 20);
        awaitCounting(breaker);
        assertThat(breaker.history().subList(before, breaker.history().size()))
                .extracting(Transition::to)
                .startsWith(State.OPEN)
                .containsSubsequence(State.HALF_OPEN, State.CLOSED);
    }

    private static void awaitCounting(BreakwaterCircuitBreaker breaker) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            long succeeded = breaker.counts().succeeded();
            assertThat(patient.get("/api/products").statusCode()).isEqualTo(200);
            return breaker.getState() == State.CLOSED && breaker.counts().succeeded() > succeeded;
        });
    }

    private static double countedHere() {
        return patient.bean(MeterRegistry.class)
                .get("circuit.breaker.fallback.success")
                .tag("fallback", "localLimit")
                .counter()
                .count();
    }

    @Test
    void aHouseholdIsOneClientHoweverManyAddressesItHas() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(from("2001:db8:1:2::" + i, one).statusCode()).isEqualTo(200);
        }
        EdgeTest.problem(from("2001:db8:1:2:ffff::1", one), 429, "too-many-requests");
        assertThat(from("2001:db8:1:3::1", one).statusCode()).isEqualTo(200);
    }

    @Test
    void usersCountByWhoTheyAreAndWhoeverTriesTokensByAddress() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            EdgeTest.problem(trying("nonsense" + i), 401, "unauthenticated");
        }
        EdgeTest.problem(trying("nonsense"), 429, "too-many-requests");
        EdgeTest.problem(one.get("/api/orders", "X-Forwarded-For", "192.0.2.77"), 429, "too-many-requests");
        String user = one.keys.sign(Keys.validClaims().subject("somebody").build());
        assertThat(trying(user).statusCode()).isEqualTo(200);
    }

    @Test
    void whatAClientWritesAboutItsAddressIsNotBelievedAndWithoutRedisAnInstanceCountsByItself() throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(from("192.0.2." + i, alone).statusCode()).isEqualTo(200);
        }
        EdgeTest.problem(from("192.0.2.200", alone), 429, "too-many-requests");
        assertThat(alone.breaker("redis").counts().asked()).isZero();
    }

    @Test
    void aFloodFromManyAddressesKeepsNobodyOut() throws Exception {
        for (int i = 0; i < 500; i++) {
            assertThat(from("10.1." + i / 250 + "." + i % 250, other).statusCode())
                    .isEqualTo(200);
        }
        assertThat(other.getAsUser("/api/users/me").statusCode()).isEqualTo(200);
    }

    private interface Healing {
        void heal() throws IOException, InterruptedException;
    }

    private static Healing strike(Fault fault) throws IOException {
        switch (fault) {
            case CRASH -> {
                redis.kill();
                return redis::start;
            }
            case HANG -> {
                redis.suspend();
                return redis::resume;
            }
            case ERROR -> {
                tell("CONFIG SET maxmemory 1");
                return () -> tell("CONFIG SET maxmemory 64mb");
            }
            case SLOW -> {
                Thread busy = new Thread(RateLimitTest::keepBusy, "busy");
                busy.start();
                return () -> {
                    busy.interrupt();
                    busy.join();
                };
            }
        }
        throw new IllegalArgumentException(fault.name());
    }

    /** One command after another that takes a good part of a second: Redis does one thing at a time. */
    private static void keepBusy() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tell("EVAL \"for i=1,50000000 do end\" 0");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat((char) socket.getInputStream().read()).isIn('+', '$');
        }
    }

    private static HttpResponse<String> as(String token, Edge edge) throws Exception {
        return edge.get("/api/users/me", "Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> trying(String token) throws Exception {
        return one.get("/api/users/me", "Authorization", "Bearer " + token, "X-Forwarded-For", "192.0.2.77");
    }

    private static HttpResponse<String> from(String address, Edge edge) throws Exception {
        return edge.get("/api/products", "X-Forwarded-For", "203.0.113.9, " + address);
    }
}
