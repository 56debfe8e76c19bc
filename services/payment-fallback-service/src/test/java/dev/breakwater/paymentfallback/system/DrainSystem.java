package dev.breakwater.paymentfallback.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.paymentfallback.PaymentFallbackServiceApplication;
import dev.breakwater.paymentfallback.SharedSqs;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** payment-fallback-service on a real queue; payment-service is a stand-in unless a test brings the real one. */
final class DrainSystem implements AutoCloseable {

    static final String TOKEN = "internal-token-of-the-tests";
    static final String GOOD = "{\"userId\":\"7b2f9f1e-54a8-4f0e-8f0c-0d5c7f0a3b11\",\"amountMinor\":1299,"
            + "\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_visa\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    final PaymentServiceStandIn payments = new PaymentServiceStandIn();
    final SqsServer sqs;
    final SqsFront front;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;

    record Answer(int status, JsonNode body, HttpHeaders headers) {}

    /** @param settings further ones, as {@code name=value} */
    DrainSystem(String... settings) {
        sqs = SharedSqs.empty();
        front = new SqsFront(sqs.endpoint());
        application = new SpringApplicationBuilder(PaymentFallbackServiceApplication.class)
                .run(Stream.concat(
                                Stream.of(
                                        "spring.main.banner-mode=off",
                                        "server.port=0",
                                        "breakwater.speed=30",
                                        "breakwater.internal-token=" + TOKEN,
                                        "breakwater.jwt.public-key-location=" + Tokens.publicKeyLocation(),
                                        "SQS_ENDPOINT=" + front.endpoint(),
                                        "SQS_ACCESS_KEY=local",
                                        "SQS_SECRET_KEY=local",
                                        "PAYMENT_SERVICE_URL=" + payments.url()),
                                Stream.of(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    Answer queue(UUID orderId) {
        return queue(orderId, GOOD);
    }

    Answer queue(UUID orderId, String body) {
        return queue(orderId.toString(), body);
    }

    Answer queue(String orderId, String body) {
        return send(request("/internal/queued-payments/" + orderId)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    Answer depth() {
        return send(request("/internal/queued-payments"));
    }

    /** Waiting and received payments together, dead letters aside. */
    long inQueue() {
        JsonNode depth = depth().body();
        return depth.path("depth").asLong() + depth.path("inFlight").asLong();
    }

    long deadLettered() {
        return depth().body().path("deadLettered").asLong();
    }

    CircuitBreaker breaker(String name) {
        return application.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    /** Everybody is there, and no breaker remembers otherwise. */
    void healthy() {
        payments.reset();
        front.now(SqsFront.Mood.WELL);
        application
                .getBean(CircuitBreakerRegistry.class)
                .getAllCircuitBreakers()
                .forEach(CircuitBreaker::reset);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    Answer internal(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** A request with another authorization than the internal token, or none at all. */
    Answer stranger(String method, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(GOOD));
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    /** A request of a user with that token; none when it is empty. */
    Answer as(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private String baseUrl() {
        return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), JSON.readTree(body), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        payments.close();
        front.close();
    }
}
