package dev.breakwater.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a port of its own, and what a client does with it. */
final class RunningService implements AutoCloseable {

    static final String INTERNAL_TOKEN = "internal-token-of-the-tests";

    static final String PASSWORD = "correct horse battery";

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    /** @param overrides of settings, such as {@code USER_DB_REPLICA_URLS}, which is empty otherwise */
    RunningService(Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.port", "0");
        settings.put("USER_DB_URL", Stack.URL);
        settings.put("USER_DB_USERNAME", Stack.PRIMARY.username());
        settings.put("USER_DB_PASSWORD", Stack.PRIMARY.password());
        settings.put("REDIS_URL", Stack.REDIS.url());
        settings.put("breakwater.internal-token", INTERNAL_TOKEN);
        settings.put("breakwater.jwt.private-key-location", KeyFiles.OURS.privateKeyLocation());
        settings.put("breakwater.jwt.public-key-location", KeyFiles.OURS.publicKeyLocation());
        settings.put("breakwater.speed", "20");
        settings.put("breakwater.accounts.bcrypt-strength", "4"); // most tests are not about passwords
        // A busy machine may hold up a healthy Redis for longer than the 50 ms of production.
        settings.put("spring.data.redis.timeout", "300ms");
        settings.put("resilience4j.timelimiter.instances.redis.timeout-duration", "300ms");
        settings.put("resilience4j.circuitbreaker.instances.redis.slow-call-duration-threshold", "250ms");
        settings.putAll(overrides);
        context = new SpringApplicationBuilder(UserServiceApplication.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    record Answer(int status, JsonNode body, Map<String, String> headers) {

        String degraded() {
            return headers.getOrDefault("x-degraded", "");
        }

        String freshness() {
            return body.path("freshness").asText();
        }

        String problem() {
            return body.path("type").asText();
        }
    }

    Answer register(String email, String password) throws IOException, InterruptedException {
        return post("/api/users", Map.of("email", email, "password", password, "displayName", "Ada"));
    }

    Answer signIn(String email, String password) throws IOException, InterruptedException {
        return post("/api/sessions", Map.of("email", email, "password", password));
    }

    /** A new user's access token. */
    String newUser() throws IOException, InterruptedException {
        String email = UUID.randomUUID() + "@example.org";
        register(email, PASSWORD);
        return signIn(email, PASSWORD).body().path("accessToken").asText();
    }

    Answer me(String token) throws IOException, InterruptedException {
        return send(request("/api/users/me").header("Authorization", "Bearer " + token));
    }

    Answer rename(String token, String displayName) throws IOException, InterruptedException {
        return send(request("/api/users/me")
                .header("Authorization", "Bearer " + token)
                .PUT(body(Map.of("displayName", displayName))));
    }

    Answer sessions(String token) throws IOException, InterruptedException {
        return send(request("/api/sessions").header("Authorization", "Bearer " + token));
    }

    Answer signOut(String token, Object session) throws IOException, InterruptedException {
        return send(request("/api/sessions/" + session)
                .header("Authorization", "Bearer " + token)
                .DELETE());
    }

    Answer internalUser(Object id) throws IOException, InterruptedException {
        return send(request("/internal/users/" + id).header("Authorization", "Bearer " + INTERNAL_TOKEN));
    }

    Answer discount(Object id, String json) throws IOException, InterruptedException {
        return send(request("/internal/users/" + id + "/discount")
                .header("Authorization", "Bearer " + INTERNAL_TOKEN)
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The sum of that counter, or gauge, over all meters that have these tags, of which there must be one. */
    double metric(String name, String... tags) {
        return context.getBean(MeterRegistry.class).get(name).tags(tags).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    String breaker(String name) throws IOException, InterruptedException {
        for (JsonNode breaker : get("/actuator/breakers").body().path("breakers")) {
            if (breaker.path("name").asText().equals(name)) {
                return breaker.path("state").asText();
            }
        }
        throw new IllegalArgumentException(name);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer post(String path, Object json) throws IOException, InterruptedException {
        return send(request(path).POST(body(json)));
    }

    /** Whatever somebody may send; without a token if that is empty. */
    Answer send(String method, String path, String token, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer(
                response.statusCode(),
                response.body().isEmpty() ? MissingNode.getInstance() : new ObjectMapper().readTree(response.body()),
                headers);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpRequest.BodyPublisher body(Object json) throws IOException {
        return HttpRequest.BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(json));
    }

    @Override
    public void close() {
        context.close();
    }
}
