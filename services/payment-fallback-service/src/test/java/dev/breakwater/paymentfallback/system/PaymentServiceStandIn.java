package dev.breakwater.paymentfallback.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for payment-service: says what the test wants, and remembers what it was asked. */
final class PaymentServiceStandIn implements AutoCloseable {

    /** What a settlement is answered. */
    record Says(int status, String body, int retryAfterSeconds) {

        static final Says CHARGED = new Says(200, "{\"status\":\"CHARGED\",\"providerPaymentId\":\"pi_1\"}", 0);
        static final Says PROVIDER_AWAY = new Says(503, "{}", 1);
        static final Says MISMATCH = new Says(409, "{\"type\":\"/problems/payment-mismatch\"}", 0);
        static final Says BROKEN = new Says(500, "{}", 0);
    }

    final List<String> settlements = new CopyOnWriteArrayList<>();
    final List<String> reviews = new CopyOnWriteArrayList<>();
    final AtomicInteger gateQuestions = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    /** A settlement is answered when it gets a permit. */
    final Semaphore permits = new Semaphore(1_000_000);

    volatile boolean away;
    volatile boolean providerAvailable = true;
    volatile Says says = Says.CHARGED;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    PaymentServiceStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/internal/provider", this::provider);
        server.createContext("/internal/payments/", this::payment);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Well, and without memory of what it was asked. */
    void reset() {
        away = false;
        providerAvailable = true;
        says = Says.CHARGED;
        permits.drainPermits();
        permits.release(1_000_000);
        settlements.clear();
        reviews.clear();
        mostAtOnce.set(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void provider(HttpExchange exchange) throws IOException {
        gateQuestions.incrementAndGet();
        if (away) {
            answer(exchange, 500, "{}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"provider\":\"stripe\",\"available\":" + providerAvailable + ",\"retryAfterMs\":"
                        + (providerAvailable ? 0 : 50) + "}");
    }

    private void payment(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String orderId = path[3];
        if (path[4].equals("review")) {
            reviews.add(orderId + " " + body(exchange));
            answer(exchange, 200, "{\"status\":\"IN_REVIEW\"}");
            return;
        }
        if (away) {
            answer(exchange, 500, "{}");
            return;
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            settlements.add(orderId + " " + body(exchange));
            permits.acquireUninterruptibly();
        } finally {
            atOnce.decrementAndGet();
        }
        if (says.retryAfterSeconds() > 0) {
            exchange.getResponseHeaders().add("Retry-After", Integer.toString(says.retryAfterSeconds()));
        }
        answer(exchange, says.status(), says.body());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
