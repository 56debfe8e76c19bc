package dev.breakwater.payment.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for payment-fallback-service: remembers what was queued, or is ill in any way. */
final class QueueStandIn implements AutoCloseable {

    private final Map<String, String> queued = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InetSocketAddress address;
    private HttpServer server;
    private volatile boolean crashed;
    private volatile boolean away;
    private volatile Duration delay = Duration.ZERO;
    private volatile CountDownLatch healed = new CountDownLatch(0);

    QueueStandIn(int port) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server = listening();
    }

    private HttpServer listening() {
        try {
            HttpServer listening = HttpServer.create(address, 0);
            listening.setExecutor(threads);
            listening.createContext("/internal/queued-payments/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    /** Answers 503. */
    void goAway() {
        away = true;
    }

    /** Its port is closed. */
    void crash() {
        server.stop(0);
        crashed = true;
    }

    /** Answers later, or as soon as it is back. */
    void delay(Duration each) {
        healed = new CountDownLatch(1);
        delay = each;
    }

    void comeBack() {
        away = false;
        healed.countDown();
        if (crashed) {
            server = listening();
            crashed = false;
        }
    }

    long requests() {
        return requests.get();
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
        healed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            healed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            queued.put(path.substring(path.lastIndexOf('/') + 1), body);
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
