package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.gateway.StubService.Mode;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent how often, what a client can do to a service and its breaker, and how many requests one service may hold. */
class SafePassageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PLACES = 30;

    private static Edge edge;
    private static String token;

    @BeforeAll
    static void start() {
        edge = new Edge(Routes.impatient(
                "breakwater.gateway.deadline",
                "1500ms",
                "breakwater.gateway.body-time",
                "500ms",
                "resilience4j.bulkhead.instances.warehouse-service.max-concurrent-calls",
                Integer.toString(PLACES)));
        token = edge.token();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void recovered() {
        Routes.of(edge).forEach(route -> {
            route.stub().recover();
            edge.breaker(route.service()).reset();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whatMayChangeSomethingIsNeverSentTwice(String method) throws Exception {
        edge.orders.now(Mode.BREAKS);
        for (int i = 0; i < 5; i++) {
            EdgeTest.problem(send(method, "/api/orders"), 503, "dependency-unavailable");
        }
        assertThat(edge.orders.seen).hasSize(5);
    }

    /** On a route whose budget for retries no other test spends. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whatChangesNothingIsSentAgainWhenTheConnectionBroke(String method) throws Exception {
        edge.reviews.now(Mode.BREAKS_ONCE);
        assertThat(send(method, "/api/reviews").statusCode()).isEqualTo(200);
        assertThat(edge.reviews.seen).hasSize(2);
    }

    @Test
    void whatTimedOutOrFailedIsNotSentAgain() throws Exception {
        edge.orders.now(Mode.HANGS);
        EdgeTest.problem(send("GET", "/api/orders"), 504, "upstream-timeout");
        edge.orders.now(Mode.FAILS);
        assertThat(send("GET", "/api/orders").statusCode()).isEqualTo(500);
        assertThat(edge.orders.seen).hasSize(2);
    }

    /** The budget alone: the breaker is told not to open. */
    @Test
    void inATotalOutageRetriesCostATenth() throws Exception {
        edge.orders.now(Mode.BREAKS);
        edge.breaker("order-service").transitionToDisabledState();
        for (int i = 0; i < 60; i++) {
            send("GET", "/api/orders"); // spends what was saved up in better times
        }
        edge.orders.seen.clear();

        int requests = 100;
        for (int i = 0; i < requests; i++) {
            send("GET", "/api/orders");
        }

        assertThat(edge.orders.seen.size()).isBetween(requests, requests + requests / 10);
    }

    /** The breaker as it is: nearly nothing is sent at all. */
    @Test
    void inATotalOutageTheBreakerEndsRetriesAsWell() throws Exception {
        edge.orders.now(Mode.BREAKS);
        for (int i = 0; i < 100; i++) {
            assertThat(send("GET", "/api/orders").statusCode()).isEqualTo(503);
        }
        assertThat(edge.orders.seen.size()).isBetween(20, 60); // 20 to open, the rest probes
    }

    @Test
    void aClientThatGoesAwayFreesItsPlaceAndCountsForNothing() throws Exception {
        BreakwaterCircuitBreaker breaker = edge.breaker("order-service");
        long failed = breaker.counts().failed();
        long succeeded = breaker.counts().succeeded();
        edge.orders.now(Mode.HANGS);
        Socket gone = open("GET /api/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        await().atMost(PATIENCE).until(() -> edge.orders.seen.size() == 1);
        assertThat(places("order-service")).isEqualTo(199);
        gone.close();

        await().atMost(PATIENCE).until(() -> places("order-service") == 200);
        await().atMost(PATIENCE).until(() -> edge.orders.hungUp.get() >= 1);
        assertThat(breaker.counts().failed()).isEqualTo(failed);
        assertThat(breaker.counts().succeeded()).isEqualTo(succeeded);
    }

    @Test
    void aClientThatSendsItsBodyDropByDropNeverReachesTheService() throws Exception {
        BreakwaterCircuitBreaker breaker = edge.breaker("user-service");
        long asked = breaker.counts().asked();
        try (Socket slow = open("POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{\"half\":")) {
            assertThat(answer(slow)).startsWith("HTTP/1.1 400").contains("did not arrive within 500 ms");
        }
        assertThat(edge.users.seen).isEmpty();
        assertThat(breaker.counts().asked()).isEqualTo(asked);
    }

    @Test
    void aClientThatReadsItsAnswerSlowlyIsNotTakenForASlowService() throws Exception {
        BreakwaterCircuitBreaker breaker = edge.breaker("user-service");
        long succeeded = breaker.counts().succeeded();
        edge.users.now(Mode.ANSWERS_MUCH);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(1_024);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
            write(slow, "GET /api/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            await().atMost(PATIENCE).until(() -> breaker.counts().succeeded() == succeeded + 1);
            assertThat(places("user-service")).isEqualTo(64);
        }
    }

    @Test
    void noMoreRequestsWaitForAServiceThanItsPolicyAllows() throws Exception {
        edge.warehouses.now(Mode.HANGS);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = Routes.of(edge).get(4).request(edge, token);
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, PLACES + 20)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        List<Integer> statuses =
                sent.stream().map(answer -> answer.join().statusCode()).toList();
        assertThat(edge.warehouses.seen).hasSize(PLACES);
        assertThat(statuses).filteredOn(status -> status == 504).hasSize(PLACES);
        assertThat(statuses).filteredOn(status -> status == 503).hasSize(20);
        assertThat(edge.breaker("warehouse-service").getState()).isEqualTo(State.OPEN);
        assertThat(places("warehouse-service")).isEqualTo(PLACES);
    }

    private static HttpResponse<String> send(String method, String target) throws Exception {
        return edge.send(edge.request(target)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET") || method.equals("HEAD") || method.equals("DELETE")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{}")));
    }

    private static int places(String service) {
        return edge.bean(BulkheadRegistry.class).bulkhead(service).getMetrics().getAvailableConcurrentCalls();
    }

    private static Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        write(socket, request);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
