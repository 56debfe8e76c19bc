package dev.breakwater.paymentfallback.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for payment-service: says what the test wants, and remembers what it was asked. Settlements are answered as told; reviews are kept
 * as payment-service keeps them, by its contract.
 */
final class PaymentServiceStandIn implements AutoCloseable {

    /** What a settlement is answered. */
    record Says(int status, String body, int retryAfterSeconds) {

        static final Says CHARGED = new Says(200, "{\"status\":\"CHARGED\",\"providerPaymentId\":\"pi_1\"}", 0);
        static final Says PROVIDER_AWAY = new Says(503, "{}", 1);
        static final Says MISMATCH = new Says(409, "{\"type\":\"/problems/payment-mismatch\"}", 0);
        static final Says BROKEN = new Says(500, "{}", 0);
    }

    private static final Logger log = LoggerFactory.getLogger(PaymentServiceStandIn.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> settlements = new CopyOnWriteArrayList<>();
    final List<String> reviews = new CopyOnWriteArrayList<>();
    final AtomicInteger gateQuestions = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    /** A settlement is answered when it gets a permit. */
    final Semaphore permits = new Semaphore(1_000_000);

    /** What it does with every request. */
    enum Mood {
        WELL,
        HANGS,
        SLOW,
        FAILS,
        /** Does what it is asked and then breaks the connection. */
        LOSES_ITS_ANSWER
    }

    /** How it can be ill for its callers. */
    enum Fault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    /** A payment that is or was in review. */
    record Reviewed(String orderId, String userId, long amountMinor, String currency, String reason, String status) {

        Reviewed now(String changed) {
            return new Reviewed(orderId, userId, amountMinor, currency, reason, changed);
        }
    }

    final Map<String, Reviewed> inReview = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Order, decision, who and note of each decision that was made. */
    final List<String> audit = new CopyOnWriteArrayList<>();
    /** Query strings of the lists that were asked for. */
    final List<String> listed = new CopyOnWriteArrayList<>();

    final AtomicInteger requests = new AtomicInteger();
    volatile Mood mood = Mood.WELL;
    volatile boolean providerAvailable = true;
    /** Another attempt of every payment is on its way. */
    volatile boolean busy;

    volatile Says says = Says.CHARGED;

    static final String CONTRADICTED = "0c7d4f5a-54a8-4f0e-8f0c-0d5c7f0a3b11";
    static final Duration SLOWNESS = Duration.ofMillis(500);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private volatile HttpServer server;

    PaymentServiceStandIn() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int where) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
            listening.setExecutor(threads);
            listening.createContext("/internal/provider", inMood(this::provider));
            listening.createContext("/internal/payments/", inMood(this::payment));
            listening.createContext("/internal/payments", inMood(this::list));
            listening.createContext("/internal/contradictions", inMood(this::contradictions));
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void strike(Fault fault) {
        switch (fault) {
            case CRASH -> crash();
            case HANG -> mood = Mood.HANGS;
            case ERROR -> mood = Mood.FAILS;
            case SLOW -> mood = Mood.SLOW;
        }
    }

    void heal(Fault fault) {
        if (fault == Fault.CRASH) {
            restart();
        }
        mood = Mood.WELL;
    }

    /** Nobody listens any more. */
    private void crash() {
        server.stop(0);
    }

    /** Listens again, on the same port. */
    private void restart() {
        server = listen(port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private HttpHandler inMood(HttpHandler handler) {
        return exchange -> {
            requests.incrementAndGet();
            if (!("Bearer " + DrainSystem.TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{}");
                return;
            }
            switch (mood) {
                case WELL, LOSES_ITS_ANSWER -> handler.handle(exchange);
                case HANGS -> exchange.getRequestBody().readAllBytes();
                case SLOW -> later(() -> handler.handle(exchange));
                case FAILS -> answer(exchange, 500, "{}");
            }
        };
    }

    private void later(Work work) {
        CompletableFuture.delayedExecutor(SLOWNESS.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(() -> {
                    try {
                        work.run();
                    } catch (IOException hungUp) {
                        log.debug("nobody waited for it", hungUp);
                    }
                });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Well, and without memory of what it was asked. */
    void reset() {
        busy = false;
        mood = Mood.WELL;
        inReview.clear();
        audit.clear();
        listed.clear();
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
        answer(
                exchange,
                200,
                "{\"provider\":\"stripe\",\"available\":" + providerAvailable + ",\"retryAfterMs\":"
                        + (providerAvailable ? 0 : 50) + "}");
    }

    private void payment(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String orderId = path[3];
        if (path.length == 4) {
            Reviewed reviewed = inReview.get(orderId);
            answer(exchange, reviewed == null ? 404 : 200, reviewed == null ? "{}" : payment(reviewed));
            return;
        }
        if (path[4].equals("review-decision")) {
            decide(exchange, orderId);
            return;
        }
        if (path[4].equals("review")) {
            String body = body(exchange);
            reviews.add(orderId + " " + body);
            JsonNode asked = JSON.readTree(body);
            inReview.putIfAbsent(
                    orderId,
                    new Reviewed(
                            orderId,
                            asked.path("userId").asText(),
                            asked.path("amountMinor").asLong(),
                            asked.path("currency").asText(),
                            asked.path("reason").asText(),
                            "IN_REVIEW"));
            answer(exchange, 200, "{\"status\":\"IN_REVIEW\"}");
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

    /** As the contract has it: {@code GET /internal/payments?status=IN_REVIEW&limit=&after=}; {@code after} is an order here. */
    private void list(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        listed.add(query);
        Map<String, String> asked = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            asked.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        if (!"IN_REVIEW".equals(asked.get("status"))) {
            answer(exchange, 400, "{}");
            return;
        }
        List<Reviewed> waiting = inReview.values().stream()
                .filter(reviewed -> reviewed.status().equals("IN_REVIEW"))
                .toList();
        int limit = Integer.parseInt(asked.getOrDefault("limit", "50"));
        List<String> orders = waiting.stream().map(Reviewed::orderId).toList();
        int from = asked.containsKey("after") ? orders.indexOf(asked.get("after")) + 1 : 0;
        List<Reviewed> page = waiting.subList(from, Math.min(waiting.size(), from + limit));
        boolean more = from + limit < waiting.size();
        answer(
                exchange,
                200,
                "{\"payments\":["
                        + page.stream().map(PaymentServiceStandIn::review).collect(Collectors.joining(","))
                        + "],\"next\":"
                        + (more ? "\"" + page.get(page.size() - 1).orderId() + "\"" : "null") + "}");
    }

    private void contradictions(HttpExchange exchange) throws IOException {
        listed.add(String.valueOf(exchange.getRequestURI().getQuery()));
        answer(
                exchange,
                200,
                "{\"payments\":[{\"orderId\":\"" + CONTRADICTED + "\",\"userId\":\"" + CONTRADICTED
                        + "\",\"amountMinor\":1299,\"currency\":\"EUR\",\"status\":\"DECLINED\",\"contradiction\":"
                        + "\"Stripe charged pi_1\",\"since\":\"2026-03-01T09:00:00Z\"}],\"next\":null}");
    }

    private void decide(HttpExchange exchange, String orderId) throws IOException {
        JsonNode decision = JSON.readTree(body(exchange));
        Reviewed reviewed = inReview.get(orderId);
        if (reviewed == null) {
            answer(exchange, 404, "{}");
            return;
        }
        boolean approve = decision.path("decision").asText().equals("APPROVE");
        if (!reviewed.status().equals("IN_REVIEW")) {
            answer(exchange, 409, "{\"type\":\"/problems/not-in-review\"}");
            return;
        }
        if (busy) {
            exchange.getResponseHeaders().add("Retry-After", "3");
            answer(exchange, 409, "{\"type\":\"/problems/request-in-progress\"}");
            return;
        }
        if (approve && !providerAvailable) {
            exchange.getResponseHeaders().add("Retry-After", "7");
            answer(exchange, 503, "{}");
            return;
        }
        audit.add(String.join(
                "|",
                orderId,
                decision.path("decision").asText(),
                decision.path("by").asText(),
                decision.path("note").asText()));
        Reviewed changed = reviewed.now(approve ? "CHARGED" : "REJECTED");
        inReview.put(orderId, changed);
        if (mood == Mood.LOSES_ITS_ANSWER) {
            exchange.close();
            return;
        }
        answer(exchange, 200, payment(changed));
    }

    private static String payment(Reviewed reviewed) {
        return reviewed.status().equals("REJECTED")
                ? "{\"orderId\":\"" + reviewed.orderId()
                        + "\",\"status\":\"DECLINED\",\"declineCode\":\"review_rejected\"}"
                : "{\"orderId\":\"" + reviewed.orderId() + "\",\"status\":\"" + reviewed.status() + "\"}";
    }

    private static String review(Reviewed reviewed) {
        return "{\"orderId\":\"" + reviewed.orderId() + "\",\"userId\":\"" + reviewed.userId() + "\",\"amountMinor\":"
                + reviewed.amountMinor() + ",\"currency\":\"" + reviewed.currency() + "\",\"reason\":\""
                + reviewed.reason()
                + "\",\"since\":\"2026-03-01T09:00:00Z\"}";
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
