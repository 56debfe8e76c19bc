package dev.breakwater.order;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.KafkaBroker;
import dev.breakwater.localstack.Link;
import dev.breakwater.localstack.MariaDbServer;
import dev.breakwater.localstack.MemcachedServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.order.cache.Memory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** order-service on a real MariaDB, Kafka and AMQP broker, between stubs of the services it calls. */
final class Shop implements AutoCloseable {

    /** The answer to an HTTP request. */
    record Answer(int status, java.net.http.HttpHeaders headers, JsonNode body) {

        String id() {
            return body.get("id").asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    static final String GOOD = """
            {"items":[{"sku":"BW-LAMP","quantity":2},{"sku":"BW-ROPE","quantity":1}],"paymentMethod":"pm_card_visa"}""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICIES = "resilience4j.circuitbreaker.instances.";
    private static final String INTERNAL_TOKEN = "internal-token-of-the-tests";

    final Tokens tokens = new Tokens();
    final StubService payments = new StubService();
    final StubService queue = new StubService();
    final StubService inventory = new StubService();
    final StubService users = new StubService();
    final UUID ada = UUID.randomUUID();

    final Workspace workspace;
    final MariaDbServer database;
    final MariaDbServer replica;
    final MemcachedServer memcached;
    final KafkaBroker kafka;
    final AmqpBroker amqp;

    final Link toReplica;
    final Link toMemcached;
    final Link toAmqp;

    /** One for all who look into a topic: making one takes longer than reading. For one thread at a time. */
    final KafkaConsumer<String, String> reader;

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, String> producer;
    private ConfigurableApplicationContext service;

    Shop() {
        workspace = Workspace.create(Path.of("target", "local"), "order-service");
        database = MariaDbServer.start(workspace, "order-db");
        replica = database.startReplica("order-db-replica");
        memcached = MemcachedServer.start(workspace, "memcached");
        kafka = KafkaBroker.start(workspace, "kafka");
        amqp = AmqpBroker.start(workspace, "amqp");
        toReplica = Link.to(replica.port());
        toMemcached = Link.to(memcached.port());
        toAmqp = Link.to(amqp.port());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
        reader = new KafkaConsumer<>(
                // of order-service's group, so that it can tell how far that has come; it never commits
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "order-service",
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
        createOutcomeTopics();
        service = start();
    }

    ConfigurableApplicationContext start(String... more) {
        return new SpringApplicationBuilder(OrderServiceApplication.class).run(arguments(more));
    }

    /** Another instance in a process of its own, which can be killed; returns when it is ready. */
    Process startProcess(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OrderServiceApplication.class.getName()));
        command.addAll(List.of(arguments()));
        command.replaceAll(argument -> argument.equals("--server.port=0") ? "--server.port=" + port : argument);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "other-instance.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> send(HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                        .GET())
                                .status()
                        == 200);
        return process;
    }

    static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Answer placeAt(int port, String key, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/orders"))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + tokens.valid(ada))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String[] arguments(String... more) {
        // as arguments, since application.yml would win over defaults
        List<String> arguments = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "server.port=0",
                "spring.datasource.url=" + database.jdbcUrl("orders"),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.rabbitmq.host=" + amqp.host(),
                "spring.rabbitmq.port=" + toAmqp.port(),
                "spring.rabbitmq.username=" + amqp.username(),
                "spring.rabbitmq.password=" + amqp.password(),
                "breakwater.services.payment=" + payments.url(),
                "breakwater.services.payment-fallback=" + queue.url(),
                "breakwater.services.inventory=" + inventory.url(),
                "breakwater.services.user=" + users.url(),
                "breakwater.order-db.replica-url="
                        + database.jdbcUrl("orders").replace(":" + database.port() + "/", ":" + toReplica.port() + "/"),
                "breakwater.memory.memcached=127.0.0.1:" + toMemcached.port(),
                "breakwater.shipping.quote-key=" + Quotes.KEY,
                "breakwater.stock-estimate.refresh=1h",
                "breakwater.internal-token=" + INTERNAL_TOKEN,
                "breakwater.jwt.public-key-location=" + tokens.publicKeyLocation(),
                // judged by few calls, for those of a relay are made one after the other
                POLICIES + "order-db-replica.minimum-number-of-calls=5",
                POLICIES + "order-db-replica.slow-call-duration-threshold=300ms",
                POLICIES + "rabbitmq.minimum-number-of-calls=3",
                POLICIES + "rabbitmq.slow-call-duration-threshold=300ms",
                "breakwater.speed=10"));
        arguments.addAll(List.of(more));
        return arguments.stream().map(argument -> "--" + argument).toArray(String[]::new);
    }

    /** Everything works, every breaker is closed, nothing is stored. */
    void healthy() {
        await().atMost(Duration.ofSeconds(30)).until(() -> Messages.everythingAcceptedIsStored(this));
        payments.reset();
        users.reset();
        users.does(request -> StubService.json(200, "{\"discountPercent\":0,\"freshness\":\"LIVE\"}"));
        estimate(Instant.EPOCH, Map.of());
        queue.reset();
        inventory.reset();
        inventory.does(request -> StubService.json(200, "{\"state\":\"RESERVED\"}"));
        payments.does(request -> StubService.json(200, "{\"status\":\"CHARGED\",\"providerPaymentId\":\"pi_1\"}"));
        queue.does(request -> StubService.json(202, "{\"status\":\"QUEUED\"}"));
        service.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(breaker -> breaker.reset());
        empty("order_items");
        empty("orders");
        empty("outbox");
    }

    /** The relay may be at work on what the test before left, so this may be the victim of a deadlock, too. */
    private void empty(String table) {
        bean(OrderDatabase.class)
                .inTransaction(
                        () -> bean(JdbcClient.class).sql("DELETE FROM " + table).update());
    }

    /** What inventory-service is known to have had at that moment. */
    void estimate(Instant asOf, Map<String, Integer> available) {
        bean(Memory.class).remember("stock", Map.of("asOf", asOf, "available", available), Duration.ofHours(1));
    }

    CircuitBreaker breaker(String name) {
        return bean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    /** The states that the breaker changes to from now on. */
    List<CircuitBreaker.State> statesOf(String breaker) {
        List<CircuitBreaker.State> states = new CopyOnWriteArrayList<>();
        ((BreakwaterCircuitBreaker) breaker(breaker)).onTransition(change -> states.add(change.to()));
        return states;
    }

    double counter(String name, String... tags) {
        return bean(MeterRegistry.class).get(name).tags(tags).counter().count();
    }

    <B> B bean(Class<B> type) {
        return service.getBean(type);
    }

    Answer place(String key, String body) {
        return place(tokens.valid(ada), key, body);
    }

    Answer place(String token, String key, String body) {
        return send(request("/api/orders", token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    CompletableFuture<Answer> placeAsync(String key, String body) {
        return CompletableFuture.supplyAsync(() -> place(key, body), task -> new Thread(task).start());
    }

    Answer get(String path) {
        return get(path, tokens.valid(ada));
    }

    Answer get(String path, String token) {
        return send(request(path, token).GET());
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
            JsonNode body = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), response.headers(), body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String status(String orderId) {
        return get("/api/orders/" + orderId).body().path("status").asText();
    }

    void publish(String topic, String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void paymentOutcome(String orderId, String status, String more) {
        publish(
                "payment.outcomes",
                orderId,
                "{\"messageId\":\"" + UUID.randomUUID() + "\",\"orderId\":\"" + orderId + "\",\"status\":\"" + status
                        + "\",\"occurredAt\":\"2026-01-01T00:00:00Z\"" + more + "}");
    }

    void inventoryOutcome(String orderId, String outcome, String more) {
        publish(
                "inventory.outcomes",
                orderId,
                "{\"messageId\":\"" + UUID.randomUUID() + "\",\"orderId\":\"" + orderId + "\",\"outcome\":\"" + outcome
                        + "\"" + more + "}");
    }

    void sql(String statement, Object... parameters) {
        bean(JdbcClient.class).sql(statement).params(parameters).update();
    }

    long count(String table) {
        return bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private void createOutcomeTopics() {
        try (var admin =
                org.apache.kafka.clients.admin.Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new org.apache.kafka.clients.admin.NewTopic("payment.outcomes", 3, (short) 1),
                            new org.apache.kafka.clients.admin.NewTopic("orders.intake", 3, (short) 1),
                            new org.apache.kafka.clients.admin.NewTopic("inventory.outcomes", 3, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        reader.close(Duration.ZERO);
        service.close();
        payments.close();
        queue.close();
        inventory.close();
        users.close();
        toReplica.close();
        toMemcached.close();
        toAmqp.close();
        workspace.close();
    }
}
