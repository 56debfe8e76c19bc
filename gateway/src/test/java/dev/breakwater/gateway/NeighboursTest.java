package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service that hangs costs the users of the others nothing. Open loop: latency counts from the moment a request was due. */
class NeighboursTest {

    private static final int PER_SECOND = 100;
    private static final Duration PHASE = Duration.ofSeconds(2);
    private static final int ALLOWED_RATIO = 2;

    /** Below, a p99 says more about the scheduler of a busy machine than about the gateway. Whoever waited behind a hung request would wait 4 s. */
    private static final long FLOOR_MILLIS = 250;

    /** A machine that hiccups does so once; a route that waits for another one does so every time. */
    private static final int ROUNDS = 3;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Edge edge;
    private static String token;

    @BeforeAll
    static void start() {
        edge = new Edge(Routes.impatient(
                "breakwater.speed", "1", "resilience4j.timelimiter.instances.order-service.timeout-duration", "4s"));
        token = edge.token();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @Test
    void aServiceThatHangsUnderLoadDelaysNoOtherRoute() {
        both(); // warms everything
        boolean undisturbed = false;
        for (int round = 0; round < ROUNDS && !undisturbed; round++) {
            edge.orders.recover();
            edge.breaker("order-service").reset();
            long healthy = p99(both().users());

            edge.orders.hang();
            Both hanging = both();

            assertThat(edge.orders.seen.size()).isGreaterThan(100);
            assertThat(hanging.orders()).allMatch(answer -> answer.status() == 504 || answer.status() == 503);
            assertThat(hanging.users()).allMatch(answer -> answer.status() == 200);
            undisturbed = p99(hanging.users()) <= ALLOWED_RATIO * Math.max(healthy, FLOOR_MILLIS);
        }
        assertThat(undisturbed)
                .as("p99 within " + ALLOWED_RATIO + " times that of the same load with everybody well")
                .isTrue();
    }

    record Both(List<Answer> users, List<Answer> orders) {}

    private static Both both() {
        CompletableFuture<List<Answer>> orders =
                CompletableFuture.supplyAsync(() -> load(Routes.of(edge).get(1)));
        List<Answer> users = load(Routes.of(edge).get(0));
        return new Both(users, orders.join());
    }

    record Answer(int status, long millis) {}

    private static List<Answer> load(Routes.Route route) {
        HttpRequest request = route.request(edge, token);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < PHASE.toSeconds() * PER_SECOND; i++) {
            long due = i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            answers.add(CompletableFuture.supplyAsync(
                            () -> request, CompletableFuture.delayedExecutor(due, TimeUnit.NANOSECONDS))
                    .thenCompose(arrived -> CLIENT.sendAsync(arrived, BodyHandlers.discarding()))
                    .thenApply(response -> new Answer(
                            response.statusCode(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin - due))));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static long p99(List<Answer> answers) {
        return answers.stream()
                .mapToLong(Answer::millis)
                .sorted()
                .skip(answers.size() * 99L / 100)
                .findFirst()
                .orElseThrow();
    }
}
