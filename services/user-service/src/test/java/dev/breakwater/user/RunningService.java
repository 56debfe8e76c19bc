package dev.breakwater.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    static final String PASSWORD = "correct horse battery";

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    RunningService(BackingServices backing, KeyFiles keys, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.port", "0");
        settings.put("USER_DB_URL", backing.postgres.jdbcUrl());
        settings.put("USER_DB_USERNAME", "postgres");
        settings.put("USER_DB_PASSWORD", "postgres");
        settings.put("REDIS_URL", backing.redis.url());
        settings.put("breakwater.internal-token", "internal-token-of-the-tests");
        settings.put("breakwater.jwt.private-key-location", keys.privateKeyLocation());
        settings.put("breakwater.jwt.public-key-location", keys.publicKeyLocation());
        settings.put("breakwater.speed", "10");
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
        return signIn(email, PASSWORD).body().get("accessToken").asText();
    }

    Answer me(String token) throws IOException, InterruptedException {
        return send(request("/api/users/me").header("Authorization", "Bearer " + token));
    }

    Answer rename(String token, String displayName) throws IOException, InterruptedException {
        return send(request("/api/users/me")
                .header("Authorization", "Bearer " + token)
                .PUT(body(Map.of("displayName", displayName))));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer post(String path, Object json) throws IOException, InterruptedException {
        return send(request(path).POST(body(json)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()), headers);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Object json) throws IOException {
        return HttpRequest.BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(json));
    }

    @Override
    public void close() {
        context.close();
    }
}
