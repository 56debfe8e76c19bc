package dev.breakwater.compose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One instance of a service that does what the test says and remembers what it was asked. */
final class Instance implements AutoCloseable {

    /** What it does with a request. */
    enum Behaviour {
        SERVE,
        FAIL,
        /** Takes the request and closes the connection. */
        HANG_UP,
        /** Takes the request and never answers. */
        HANG
    }

    private static final String DEADLINE = "X-Request-Timeout-Ms";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> deadlines = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = Behaviour.SERVE;

    Instance() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void does(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    int requests() {
        return deadlines.size();
    }

    /** The deadline of each request that came, empty where it had none. */
    List<String> deadlines() {
        return List.copyOf(deadlines);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String deadline = exchange.getRequestHeaders().getFirst(DEADLINE);
        deadlines.add(deadline == null ? "" : deadline);
        exchange.getRequestBody().readAllBytes();
        switch (behaviour) {
            case SERVE -> exchange.sendResponseHeaders(200, -1);
            case FAIL -> exchange.sendResponseHeaders(503, -1);
            case HANG_UP -> {
                aMomentLater();
                throw new IOException("as the test wants it");
            }
            case HANG -> {
                return;
            }
        }
        exchange.close();
    }

    /** So that the deadline, which counts in milliseconds, is nearer afterwards. */
    private static void aMomentLater() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < 5_000_000) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
