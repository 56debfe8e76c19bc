package dev.breakwater.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** notification-service in this JVM. */
final class Service implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Surroundings surroundings;
    private final ConfigurableApplicationContext application;

    /** Takes further settings, as {@code name=value}. */
    Service(Surroundings surroundings, String... settings) throws IOException {
        this.surroundings = surroundings;
        application = new SpringApplicationBuilder(NotificationServiceApplication.class)
                .run(surroundings.arguments(settings).toArray(String[]::new));
    }

    CircuitBreaker breaker(String name) {
        return application.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    boolean isOpen(String name) {
        return breaker(name).getState() == CircuitBreaker.State.OPEN;
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** No breaker remembers what was. */
    void resetBreakers() {
        application
                .getBean(CircuitBreakerRegistry.class)
                .getAllCircuitBreakers()
                .forEach(CircuitBreaker::reset);
    }

    String health(String group) throws IOException, InterruptedException {
        return json("/actuator/health/" + group).path("status").asText();
    }

    /** The value of a meter; zero if it does not exist yet. */
    double metric(String name, String... tags) throws IOException, InterruptedException {
        String query = tags.length == 0 ? "" : "?tag=" + String.join("&tag=", tags);
        HttpResponse<String> response = get("/actuator/metrics/" + name + query);
        return response.statusCode() == 404
                ? 0
                : JSON.readTree(response.body()).at("/measurements/0/value").asDouble();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create(surroundings.baseUrl + path);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    @Override
    public void close() {
        application.close();
    }
}
