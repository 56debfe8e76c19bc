package dev.breakwater.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** warehouse-service on a real socket, which speaks its contract to the letter and breaks as it is told. Thread-safe. */
final class FakeWarehouses implements AutoCloseable {

    static final List<String> IDS = List.of("north", "south", "east");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Warehouse> warehouses = new TreeMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private HttpServer server;

    enum Fault {
        NONE,
        /** Gives no answer and does nothing. */
        HANGS,
        /** Does what it is asked and gives no answer. */
        HANGS_AFTER,
        /** Answers 503. */
        ERROR,
        /** Closes the connection without an answer, as a process that was killed. */
        CRASHES,
        /** Answers after 600 ms: slow, but within the time limit. */
        SLOW
    }

    private static final class Warehouse {
        final Map<String, Long> available = new TreeMap<>();
        final Map<UUID, Map<String, Long>> allocations = new HashMap<>();
        final List<UUID> released = new ArrayList<>();
        volatile Fault fault = Fault.NONE;
        volatile CountDownLatch hanging = new CountDownLatch(1);
    }

    FakeWarehouses() throws IOException {
        IDS.forEach(id -> warehouses.put(id, new Warehouse()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        port = server.getAddress().getPort();
        serve();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void breaks(Fault fault, String... ids) {
        for (String id : ids) {
            Warehouse warehouse = warehouse(id);
            warehouse.fault = fault;
            CountDownLatch before = warehouse.hanging;
            warehouse.hanging = new CountDownLatch(1);
            before.countDown();
        }
    }

    void works() {
        breaks(Fault.NONE, IDS.toArray(String[]::new));
    }

    /** The whole service is gone: connections are refused. */
    synchronized void stop() {
        works();
        server.stop(0);
    }

    synchronized void restart() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        serve();
    }

    synchronized void reset() {
        works();
        calls.clear();
        for (Warehouse warehouse : warehouses.values()) {
            synchronized (warehouse) {
                warehouse.available.clear();
                warehouse.allocations.clear();
                warehouse.released.clear();
            }
        }
    }

    void stock(String id, String sku, long pieces) {
        Warehouse warehouse = warehouse(id);
        synchronized (warehouse) {
            warehouse.available.put(sku, pieces);
        }
    }

    long available(String id, String sku) {
        Warehouse warehouse = warehouse(id);
        synchronized (warehouse) {
            return warehouse.available.getOrDefault(sku, 0L);
        }
    }

    /** Where the order's items are held. */
    List<String> holders(UUID order) {
        return IDS.stream()
                .filter(id -> {
                    Warehouse warehouse = warehouse(id);
                    synchronized (warehouse) {
                        return warehouse.allocations.containsKey(order);
                    }
                })
                .toList();
    }

    long held(String id, String sku) {
        Warehouse warehouse = warehouse(id);
        synchronized (warehouse) {
            return warehouse.allocations.values().stream()
                    .mapToLong(lines -> lines.getOrDefault(sku, 0L))
                    .sum();
        }
    }

    boolean hasReleased(String id, UUID order) {
        Warehouse warehouse = warehouse(id);
        synchronized (warehouse) {
            return warehouse.released.contains(order);
        }
    }

    /** Calls that arrived, such as {@code PUT north}. */
    long calls(String prefix) {
        return calls.stream().filter(call -> call.startsWith(prefix)).count();
    }

    private Warehouse warehouse(String id) {
        return Objects.requireNonNull(warehouses.get(id), id);
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/internal/warehouses/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String id = path[3];
        String method = exchange.getRequestMethod();
        Warehouse warehouse = warehouses.get(id); // null: there is none
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(method + " " + id + " " + (path.length > 5 ? path[5] : path[4]));
        if (!("Bearer " + RunningInventory.TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        if (warehouse == null) {
            answer(exchange, 404, "{}");
            return;
        }
        try {
            switch (warehouse.fault) {
                case HANGS -> {
                    hang(warehouse);
                    exchange.close();
                }
                case HANGS_AFTER -> {
                    reply(method, path, warehouse, body);
                    hang(warehouse);
                    exchange.close();
                }
                case CRASHES -> exchange.close();
                case ERROR -> problem(exchange, 503, "dependency-unavailable", "");
                case SLOW -> {
                    warehouse.hanging.await(600, TimeUnit.MILLISECONDS);
                    send(exchange, reply(method, path, warehouse, body));
                }
                case NONE -> send(exchange, reply(method, path, warehouse, body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hang(Warehouse warehouse) throws InterruptedException {
        warehouse.hanging.await(30, TimeUnit.SECONDS);
    }

    private record Reply(int status, String body) {}

    private Reply reply(String method, String[] path, Warehouse warehouse, byte[] body) throws IOException {
        synchronized (warehouse) {
            if (path[4].equals("stock")) {
                StringBuilder stock = new StringBuilder();
                warehouse.available.forEach((sku, pieces) -> stock.append(stock.length() == 0 ? "" : ",")
                        .append("{\"sku\":\"" + sku + "\",\"available\":" + pieces + "}"));
                return new Reply(
                        200,
                        "{\"warehouse\":\"" + path[3] + "\",\"asOf\":\"2026-01-01T00:00:00Z\",\"stock\":[" + stock
                                + "]}");
            }
            UUID order = UUID.fromString(path[5]);
            return method.equals("DELETE") ? release(warehouse, order) : allocate(warehouse, order, body);
        }
    }

    private static Reply release(Warehouse warehouse, UUID order) {
        Map<String, Long> lines = warehouse.allocations.remove(order);
        if (lines != null) {
            lines.forEach((sku, pieces) -> warehouse.available.merge(sku, pieces, Long::sum));
        }
        if (!warehouse.released.contains(order)) {
            warehouse.released.add(order);
        }
        return new Reply(204, "");
    }

    private static Reply allocate(Warehouse warehouse, UUID order, byte[] body) throws IOException {
        if (warehouse.released.contains(order)) {
            return new Reply(200, "{\"status\":\"RELEASED\"}");
        }
        Map<String, Long> lines = new TreeMap<>();
        for (JsonNode line : JSON.readTree(body).get("lines")) {
            lines.put(line.get("sku").asText(), line.get("quantity").asLong());
        }
        Map<String, Long> before = warehouse.allocations.get(order);
        if (before != null) {
            return before.equals(lines)
                    ? new Reply(200, "{\"status\":\"ALLOCATED\"}")
                    : new Reply(409, "{\"type\":\"/problems/reservation-conflict\"}");
        }
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            long available = warehouse.available.getOrDefault(line.getKey(), 0L);
            if (available < line.getValue()) {
                return new Reply(
                        409,
                        "{\"type\":\"/problems/insufficient-stock\",\"sku\":\"" + line.getKey() + "\",\"available\":"
                                + available + "}");
            }
        }
        lines.forEach((sku, pieces) -> warehouse.available.merge(sku, -pieces, Long::sum));
        warehouse.allocations.put(order, lines);
        return new Reply(200, "{\"status\":\"ALLOCATED\"}");
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        answer(exchange, reply.status(), reply.body());
    }

    private static void problem(HttpExchange exchange, int status, String type, String more) throws IOException {
        answer(exchange, status, "{\"type\":\"/problems/" + type + "\"" + more + "}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        works();
        server.stop(0);
        threads.shutdownNow();
    }
}
