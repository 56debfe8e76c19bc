package dev.breakwater.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** The gateway on a port of its own in front of stub services. */
final class Edge implements AutoCloseable {

    static final String INTERNAL_TOKEN = "internal-token-of-the-tests";

    /** Making a pair takes longer than most tests. */
    private static final Keys KEYS = new Keys();

    /** Longer than any deadline of the gateway's: whoever waits as long is forgotten. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final StubService users = new StubService();
    final StubService orders = new StubService();
    final StubService payments = new StubService();
    final StubService reviews = new StubService();
    final StubService warehouses = new StubService();
    final StubService notifications = new StubService();
    final Keys keys = KEYS;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final int port;

    /** Started when the first test asks for it, and for all of them: nobody closes it, and whoever tells its services something lets them recover. */
    static Edge asShipped() {
        return Shipped.EDGE;
    }

    /** Likewise, with what a deployment sets: who may force breakers, whose pages may call, and one proxy in front. */
    static Edge asDeployed() {
        return Deployed.EDGE;
    }

    private static final class Shipped {
        static final Edge EDGE = new Edge(Map.of());
    }

    private static final class Deployed {
        static final Edge EDGE = new Edge(Map.of(
                "breakwater.gateway.internal-token", INTERNAL_TOKEN,
                "breakwater.gateway.allowed-origins", "https://shop.example,http://localhost:3000",
                "breakwater.gateway.trusted-hops", "1"));
    }

    Edge(Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "USER_SERVICE_URL", users.url(),
                "ORDER_SERVICE_URL", orders.url(),
                "PAYMENT_SERVICE_URL", payments.url(),
                "PAYMENT_FALLBACK_SERVICE_URL", reviews.url(),
                "WAREHOUSE_SERVICE_URL", warehouses.url(),
                "NOTIFICATION_SERVICE_URL", notifications.url(),
                "breakwater.jwt.public-key-location", keys.publicKeyLocation()));
        settings.putAll(overrides);
        context = new SpringApplicationBuilder(GatewayApplication.class, OwnThreads.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        port = ((ReactiveWebServerApplicationContext) context).getWebServer().getPort();
    }

    List<StubService> services() {
        return List.of(users, orders, payments, reviews, warehouses, notifications);
    }

    /** The port that the public sees. */
    int port() {
        return port;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    BreakwaterCircuitBreaker breaker(String name) {
        return (BreakwaterCircuitBreaker)
                bean(CircuitBreakerRegistry.class).find(name).orElseThrow();
    }

    /** The body of an actuator's answer. */
    String actuator(String path) throws IOException, InterruptedException {
        return send(actuatorRequest(path)).body();
    }

    HttpRequest.Builder actuatorRequest(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + "/actuator/" + path));
    }

    String token() {
        return keys.sign(Keys.validClaims().build());
    }

    int managementPort() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.management.port")));
    }

    HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(target);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> getAsUser(String target) throws IOException, InterruptedException {
        return get(target, "Authorization", "Bearer " + token());
    }

    /** Bytes as they are, for what a well-behaved client would not send; the status line and headers, then the body. */
    List<String> raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            String text = answer.toString(StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            return List.of(text.substring(0, end), text.substring(end + 4));
        }
    }

    static JsonNode json(String body) throws IOException {
        return new ObjectMapper().readTree(body);
    }

    /** As if in a process of its own: of several in one process, the first to close would take the network threads of all with it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OwnThreads {

        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory factory = new ReactorResourceFactory();
            factory.setUseGlobalResources(false);
            factory.setShutdownQuietPeriod(Duration.ZERO);
            return factory;
        }
    }

    /** As on SIGTERM; returns when everything has ended. */
    void shutDown() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        services().forEach(StubService::stop);
    }
}
