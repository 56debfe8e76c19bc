package dev.breakwater.e2e.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop of lamps that confirms every order, as soon as it is let. */
final class FakeShop implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> keys = new CopyOnWriteArrayList<>();
    final AtomicInteger signIns = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile int status = 201;
    volatile long tokenSeconds = 900;

    FakeShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext(
                "/api/users",
                exchange -> answer(exchange, 201, Map.of("id", UUID.randomUUID().toString())));
        server.createContext("/api/users/me", exchange -> answer(exchange, 200, Map.of("freshness", "LIVE")));
        server.createContext(
                "/api/sessions",
                exchange -> answer(
                        exchange,
                        201,
                        Map.of("accessToken", "token-" + signIns.incrementAndGet(), "expiresInSeconds", tokenSeconds)));
        server.createContext("/api/orders", this::order);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void order(HttpExchange exchange) throws IOException {
        JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        try {
            gate.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        long total = body.path("items").path(0).path("quantity").asLong() * 4200;
        answer(
                exchange,
                status,
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "status",
                        "CONFIRMED",
                        "totalMinor",
                        total,
                        "currency",
                        "EUR"));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
