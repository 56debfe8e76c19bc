package dev.breakwater.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.audit.Books.Intent;
import dev.breakwater.e2e.audit.Books.Message;
import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Victim;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A shop, its ledgers and its simulator in one server: the first order of an outage opens the breaker, the first after it
 * closes it and settles all that waits. It can be told to do wrong.
 */
final class FakeSystem implements Ledgers, AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final Map<String, OrderRow> orders = new LinkedHashMap<>();
    private final Map<String, PaymentRow> payments = new LinkedHashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private final List<Map<String, String>> transitions = new ArrayList<>();
    private boolean broken;
    private boolean open;
    private long injected;

    private final Map<String, Instant> placed = new HashMap<>();

    boolean faultDoesNothing;
    boolean chargesTheFirstQueuedOrderTwice;
    boolean forgetsTheLastOrder;
    volatile boolean ordersCannotBeRead;
    boolean answers500ToTheFirstOrderOfAnOutage;

    FakeSystem(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** How many orders came while it was broken. */
    synchronized long metTheFault() {
        return injected;
    }

    Shop shop(Map<String, Victim> processes) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Shop(
                uri,
                Map.of("stripe", uri, "sendgrid", uri),
                Map.of("payment-service", uri),
                uri,
                "token",
                Map.of(),
                processes,
                Guards.ALL);
    }

    @Override
    public synchronized Books read(List<Told> told) {
        Map<String, Map<String, Integer>> reservations = orders.values().stream()
                .filter(OrderRow::isConfirmed)
                .collect(Collectors.toMap(OrderRow::id, OrderRow::items));
        Map<String, OrderRow> kept = new LinkedHashMap<>(orders);
        if (forgetsTheLastOrder && !told.isEmpty()) {
            kept.remove(told.get(told.size() - 1).orderId());
        }
        List<Message> messages = kept.values().stream()
                .filter(order -> order.isFinal() && !order.status().equals("REJECTED"))
                .map(order -> new Message("sendgrid", order.id(), "ORDER_" + order.status(), order.id()))
                .toList();
        return new Books(told, kept, payments, intents, reservations, Map.of(), Map.of(), messages);
    }

    @Override
    public synchronized Set<String> openOrders() {
        return orders.values().stream()
                .filter(order -> !order.isFinal())
                .map(OrderRow::id)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Pending pending() throws SQLException {
        if (ordersCannotBeRead) {
            throw new SQLException("away");
        }
        List<Instant> waiting = openOrders().stream().map(placed::get).sorted().toList();
        return new Pending(waiting.size(), waiting.isEmpty() ? null : waiting.get(0));
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        synchronized (this) {
            if (path.startsWith("/_sim/faults/")) {
                broken = exchange.getRequestMethod().equals("PUT") && !faultDoesNothing;
            }
            switch (call) {
                case "POST /api/users" -> answer(exchange, 201, Map.of("id", UUID.randomUUID()));
                case "POST /api/sessions" -> answer(exchange, 201, Map.of("accessToken", "t", "expiresInSeconds", 900));
                case "POST /api/shipping/quotes" ->
                    answer(exchange, 200, Map.of("quote", "q", "carrier", "fedex", "amountMinor", 499));
                case "GET /api/users/me" -> answer(exchange, 200, Map.of("freshness", "LIVE"));
                case "GET /api/orders" -> answer(exchange, 200, Map.of("orders", List.of()));
                case "GET /api/products" ->
                    answer(
                            exchange,
                            200,
                            Map.of(
                                    "products",
                                    List.of(Map.of("sku", "BW-LAMP", "priceMinor", 4200, "currency", "EUR"))));
                case "POST /api/orders" -> order(exchange, Json.MAPPER.readTree(body));
                case "GET /_sim/faults" ->
                    answer(exchange, 200, List.of(Map.of("name", "error-503", "injected", injected)));
                case "GET /actuator/breakers" -> answer(exchange, 200, Map.of("breakers", List.of(breaker())));
                case "GET /internal/queued-payments" ->
                    answer(
                            exchange,
                            200,
                            Map.of("depth", 0, "inFlight", openOrders().size()));
                default -> answer(exchange, 200, Map.of());
            }
        }
    }

    private Map<String, Object> breaker() {
        return Map.of("name", "stripe", "state", open ? "OPEN" : "CLOSED", "transitions", List.copyOf(transitions));
    }

    private void order(HttpExchange exchange, JsonNode asked) throws IOException {
        String id = UUID.randomUUID().toString();
        int quantity = asked.path("items").path(0).path("quantity").asInt();
        long total = quantity * 4200L;
        boolean declines = asked.path("paymentMethod").asText().contains("Declined");
        if (broken) {
            injected++;
            if (!open && answers500ToTheFirstOrderOfAnOutage) {
                step("CLOSED", "OPEN");
                answer(exchange, 500, Map.of());
                return;
            }
            if (!open) {
                step("CLOSED", "OPEN");
            }
            place(id, "PAYMENT_PENDING", quantity);
            payments.put(id, new PaymentRow(id, declines ? "DECLINED" : "QUEUED", total, "EUR", null));
            exchange.getResponseHeaders().add("X-Degraded", "stripe=queuePayment");
            answer(exchange, 202, order(id, "PAYMENT_PENDING", total));
            return;
        }
        if (open) {
            step("OPEN", "HALF_OPEN");
            step("HALF_OPEN", "CLOSED");
            settle();
        }
        place(id, declines ? "REJECTED" : "CONFIRMED", quantity);
        if (declines) {
            payments.put(id, new PaymentRow(id, "DECLINED", total, "EUR", null));
            answer(exchange, 402, Map.of("type", "/problems/payment-declined", "orderId", id));
        } else {
            charge(id, total);
            answer(exchange, 201, order(id, "CONFIRMED", total));
        }
    }

    private void settle() {
        for (OrderRow waiting : List.copyOf(orders.values())) {
            if (waiting.isFinal()) {
                continue;
            }
            int quantity = waiting.items().getOrDefault("BW-LAMP", 0);
            PaymentRow payment = payments.get(waiting.id());
            if (payment != null && payment.status().equals("DECLINED")) {
                place(waiting.id(), "PAYMENT_DECLINED", quantity);
                continue;
            }
            place(waiting.id(), "CONFIRMED", quantity);
            charge(waiting.id(), waiting.totalMinor());
            if (chargesTheFirstQueuedOrderTwice) {
                chargesTheFirstQueuedOrderTwice = false;
                charge(waiting.id(), waiting.totalMinor());
            }
        }
    }

    private void place(String id, String status, int quantity) {
        String payment = status.equals("REJECTED") ? "DECLINED" : "CHARGED";
        placed.putIfAbsent(id, clock.instant());
        orders.put(id, new OrderRow(id, status, quantity * 4200L, "EUR", payment, Map.of("BW-LAMP", quantity)));
    }

    private void charge(String id, long total) {
        String intent = "pi_" + intents.size();
        intents.add(new Intent("stripe", intent, id, total, "eur", "succeeded"));
        payments.put(id, new PaymentRow(id, "CHARGED", total, "EUR", intent));
    }

    private void step(String from, String to) {
        open = to.equals("OPEN") || to.equals("HALF_OPEN");
        transitions.add(Map.of("at", clock.instant().toString(), "from", from, "to", to, "cause", "the test"));
    }

    private static Map<String, Object> order(String id, String status, long total) {
        return Map.of("id", id, "status", status, "totalMinor", total, "currency", "EUR");
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        // no request shall be sent into a connection that this server is about to close
        exchange.getResponseHeaders().set("Connection", "close");
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
