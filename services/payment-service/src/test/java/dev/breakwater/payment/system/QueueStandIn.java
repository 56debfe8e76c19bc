package dev.breakwater.payment.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in for payment-fallback-service: remembers what was queued, or is away. */
final class QueueStandIn implements AutoCloseable {

    private final Map<String, String> queued = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean away;

    QueueStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/queued-payments/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /** The body that was queued for this order, or an empty text. */
    String queued(String orderId) {
        return queued.getOrDefault(orderId, "");
    }

    /** As if SQS had lost all that it held. */
    void loseAll() {
        queued.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            queued.put(path.substring(path.lastIndexOf('/') + 1), body);
            exchange.sendResponseHeaders(202, -1);
        }
    }
}
