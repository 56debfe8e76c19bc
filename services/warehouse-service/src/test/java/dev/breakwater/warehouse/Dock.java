package dev.breakwater.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** warehouse-service between three simulated warehouses. */
final class Dock implements AutoCloseable {

    /** The answer to an HTTP request. */
    record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    static final String TWO_LAMPS = "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":2}]}";
    static final Duration SOON = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INTERNAL_TOKEN = "internal-token-of-the-tests";
    private static final String KEY = "wh_key_of_the_tests";

    final Tokens tokens = new Tokens();
    final UUID ada = UUID.randomUUID();
    final WarehouseSimulator north = warehouse("north");
    final WarehouseSimulator south = warehouse("south");
    final WarehouseSimulator east = warehouse("east");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Executor callers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });
    private final ConfigurableApplicationContext service;

    Dock() {
        service = start();
    }

    private static WarehouseSimulator warehouse(String name) {
        return WarehouseSimulator.start(
                WarehouseSimulator.Config.random().withWarehouse(name).withApiKey(KEY));
    }

    ConfigurableApplicationContext start(String... more) {
        // as arguments, since application.yml would win over defaults
        List<String> arguments = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "server.port=0",
                "WAREHOUSE_NORTH_URL=" + north.baseUrl(),
                "WAREHOUSE_SOUTH_URL=" + south.baseUrl(),
                "WAREHOUSE_EAST_URL=" + east.baseUrl(),
                "WAREHOUSE_API_KEY=" + KEY,
                "breakwater.internal-token=" + INTERNAL_TOKEN,
                "breakwater.jwt.public-key-location=" + tokens.publicKeyLocation(),
                "breakwater.speed=30"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(WarehouseServiceApplication.class)
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new));
    }

    /** Everything works and every breaker is closed. */
    void healthy() {
        warehouses().forEach(each -> each.faults().allOff());
        service.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    List<WarehouseSimulator> warehouses() {
        return List.of(north, south, east);
    }

    <B> B bean(Class<B> type) {
        return service.getBean(type);
    }

    Answer allocate(String warehouse, UUID order, String body) {
        return send(internal("/internal/warehouses/" + warehouse + "/allocations/" + order)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> allocateAsync(String warehouse, UUID order) {
        return CompletableFuture.supplyAsync(() -> allocate(warehouse, order, TWO_LAMPS), callers);
    }

    Answer release(String warehouse, UUID order) {
        return send(internal("/internal/warehouses/" + warehouse + "/allocations/" + order)
                .DELETE());
    }

    /** With the internal token. */
    Answer get(String path) {
        return send(internal(path).GET());
    }

    HttpRequest.Builder internal(String path) {
        return request(path, INTERNAL_TOKEN);
    }

    HttpRequest.Builder request(String path, String token) {
        String port = String.valueOf(service.getEnvironment().getProperty("local.server.port"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.nullNode();
            return new Answer(response.statusCode(), response.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CircuitBreaker breaker(String name) {
        return service.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    /** A counter's value, zero if nothing was counted yet. */
    double count(String meter, String... tags) {
        Counter counter = bean(MeterRegistry.class).find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        service.close();
        warehouses().forEach(WarehouseSimulator::close);
    }
}
