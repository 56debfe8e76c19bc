package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private Edge edge;

    @BeforeEach
    void start() {
        edge = new Edge(Map.of("breakwater.gateway.deadline", DEADLINE.toMillis() + "ms"));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void aHungServiceIsCutOffAtTheDeadline() throws Exception {
        edge.getAsUser("/api/users/me");
        edge.orders.hang();
        long started = System.nanoTime();
        HttpResponse<String> answer = edge.getAsUser("/api/orders");
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        EdgeTest.problem(answer, 504, "upstream-timeout");
        assertThat(took).isBetween(DEADLINE, DEADLINE.plusMillis(1_000));
    }

    @Test
    void aHungServiceHoldsNothingThatTheOthersNeed() throws Exception {
        edge.getAsUser("/api/users/me");
        edge.orders.hang();
        String token = edge.token();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> hanging = IntStream.range(0, 300)
                .mapToObj(i -> client.sendAsync(
                                edge.request("/api/orders")
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
                .toList();
        long started = System.nanoTime();
        assertThat(edge.getAsUser("/api/users/me").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(DEADLINE);
        assertThat(hanging.stream().map(CompletableFuture::join)).allMatch(status -> status == 504 || status == 503);
    }

    @Test
    void aServiceThatRefusesConnectionsIsUnavailable() throws Exception {
        edge.orders.stop();
        HttpResponse<String> answer = edge.getAsUser("/api/orders");
        JsonNode problem = EdgeTest.problem(answer, 503, "dependency-unavailable");
        assertThat(problem.get("dependency").asText()).isEqualTo("order-service");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(edge.getAsUser("/api/users/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestWhoseConnectionBreaksIsNotSentTwice() throws Exception {
        edge.getAsUser("/api/orders");
        edge.orders.recover();
        edge.orders.breakConnections();
        HttpResponse<String> answer = edge.send(edge.request("/api/orders")
                .header("Authorization", "Bearer " + edge.token())
                .POST(BodyPublishers.ofString("{}")));
        EdgeTest.problem(answer, 503, "dependency-unavailable");
        assertThat(edge.orders.seen).hasSize(1);
    }

    @Test
    void theGatewayIsUpWhileEveryServiceIsDown() throws Exception {
        edge.users.stop();
        edge.orders.stop();
        edge.payments.stop();
        assertThat(edge.get("/health").statusCode()).isEqualTo(200);
    }
}
