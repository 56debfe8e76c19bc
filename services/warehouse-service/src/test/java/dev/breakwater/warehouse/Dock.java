package dev.breakwater.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.Link;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.carrier.CarrierConfig;
import dev.breakwater.simulators.fedex.FedExSimulator;
import dev.breakwater.simulators.ups.UpsSimulator;
import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** warehouse-service on a real PostgreSQL, between three simulated warehouses and two simulated carriers. */
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

    final FedExSimulator fedEx = FedExSimulator.start(CarrierConfig.random());
    final UpsSimulator ups = UpsSimulator.start(CarrierConfig.random());
    final Workspace workspace = Workspace.create(Path.of("target", "local"), "warehouse-service");
    final PostgresServer database = PostgresServer.start(workspace, "warehouse-db");
    /** The service's way to its database. */
    final Link toDatabase = Link.to(database.port());

    final byte[] quoteKey = new byte[32];

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Executor callers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });
    private final String url = database.jdbcUrl("warehouse");
    private final SingleConnectionDataSource connection =
            new SingleConnectionDataSource(url, database.username(), database.password(), true);
    private final ConfigurableApplicationContext service;

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO); // what holds already is not waited for
    }

    Dock() {
        new Random(1).nextBytes(quoteKey);
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
                "WAREHOUSE_DB_URL=" + url.replace(":" + database.port() + "/", ":" + toDatabase.port() + "/"),
                "WAREHOUSE_DB_USERNAME=" + database.username(),
                "WAREHOUSE_DB_PASSWORD=" + database.password(),
                "FEDEX_API_BASE=" + fedEx.baseUrl(),
                "FEDEX_CLIENT_ID=" + fedEx.clientId(),
                "FEDEX_CLIENT_SECRET=" + fedEx.clientSecret(),
                "UPS_API_BASE=" + ups.baseUrl(),
                "UPS_CLIENT_ID=" + ups.clientId(),
                "UPS_CLIENT_SECRET=" + ups.clientSecret(),
                "BREAKWATER_QUOTE_KEY=" + Base64.getEncoder().encodeToString(quoteKey),
                "breakwater.internal-token=" + INTERNAL_TOKEN,
                "breakwater.jwt.public-key-location=" + tokens.publicKeyLocation(),
                "spring.datasource.hikari.connection-timeout=500", // each try at a dead database waits it out
                "breakwater.margins.ask-within=1s", // or a probe that was held by a fault outlives the fault by 15 s
                "breakwater.speed=60"));
        for (String argument : more) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            arguments.removeIf(each -> each.startsWith(name)); // a property given twice is both values
            arguments.add(argument);
        }
        return new SpringApplicationBuilder(WarehouseServiceApplication.class)
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new));
    }

    /** Everything works and every breaker is closed. */
    void healthy() {
        warehouses().forEach(each -> each.faults().allOff());
        fedEx.faults().allOff();
        ups.faults().allOff();
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

    /** By a caller that has seven tenths of a second. */
    CompletableFuture<Answer> allocateAsync(String warehouse, UUID order) {
        HttpRequest.Builder request = internal("/internal/warehouses/" + warehouse + "/allocations/" + order)
                .header("Content-Type", "application/json")
                .header("X-Request-Timeout-Ms", "700")
                .PUT(BodyPublishers.ofString(TWO_LAMPS));
        return CompletableFuture.supplyAsync(() -> send(request), callers);
    }

    Answer release(String warehouse, UUID order) {
        return send(internal("/internal/warehouses/" + warehouse + "/allocations/" + order)
                .DELETE());
    }

    /** Without a deadline of the caller's. */
    Answer quote(String body) {
        return post("/api/shipping/quotes", body, "");
    }

    /** @param millis what the caller still has; empty for no limit */
    Answer post(String path, String body, String millis) {
        HttpRequest.Builder request = request(path, tokens.valid(ada))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(millis.isEmpty() ? request : request.header("X-Request-Timeout-Ms", millis));
    }

    CompletableFuture<Answer> quoteAsync(String body, String millis) {
        return CompletableFuture.supplyAsync(() -> post("/api/shipping/quotes", body, millis), callers);
    }

    /** A number from the database, read past the service. */
    long number(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    /** A way into the database past the service: one connection, until the database loses it. */
    JdbcClient jdbc() {
        try {
            if (!connection.getConnection().isValid(5)) {
                connection.resetConnection();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return JdbcClient.create(connection);
    }

    double gauge(String meter) {
        return bean(MeterRegistry.class).get(meter).gauge().value();
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

    /** A counter's value, by its name in Micrometer's spelling; zero if nothing was counted yet. */
    double count(String meter, String... tags) {
        return bean(MeterRegistry.class).find(meter).tags(tags).meters().stream()
                .flatMap(each -> StreamSupport.stream(each.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    @Override
    public void close() {
        service.close();
        warehouses().forEach(WarehouseSimulator::close);
        fedEx.close();
        ups.close();
        connection.destroy();
        toDatabase.close();
        workspace.close();
    }
}
