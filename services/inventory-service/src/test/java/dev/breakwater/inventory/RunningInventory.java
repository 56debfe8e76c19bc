package dev.breakwater.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service on a free port, and a second way into its database. */
final class RunningInventory implements AutoCloseable {

    static final String TOKEN = "a-token-for-tests-only";
    static final List<String> PRODUCTS = List.of("BW-LAMP", "BW-ROPE", "BW-BELL", "BW-CHART", "BW-ANCHOR");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ConfigurableApplicationContext application;
    private final String baseUrl;
    private final HikariDataSource database;
    private final JdbcClient jdbc;
    private final FakeWarehouses warehouses;

    private RunningInventory(
            ConfigurableApplicationContext application, HikariDataSource database, FakeWarehouses warehouses) {
        this.application = application;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.warehouses = warehouses;
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        baseUrl = "http://127.0.0.1:" + port;
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    /** With warehouses that work, and are counted only when there is a reason. */
    static RunningInventory start(String database, String kafka, String... more) throws IOException {
        FakeWarehouses warehouses = new FakeWarehouses();
        List<String> arguments = arguments(database, kafka, warehouses.url());
        arguments.add("--server.port=0");
        arguments.add("--breakwater.counting.round=1h");
        for (String argument : more) {
            String option = argument.substring(0, argument.indexOf('=') + 1);
            arguments.removeIf(given -> given.startsWith(option)); // given twice, both would count
            arguments.add(argument);
        }
        ConfigurableApplicationContext application =
                SpringApplication.run(InventoryServiceApplication.class, arguments.toArray(String[]::new));
        return new RunningInventory(application, Backing.database(database), warehouses);
    }

    static List<String> arguments(String database, String kafka, String warehouses) throws IOException {
        return new ArrayList<>(List.of(
                "--INVENTORY_DB_URL=" + Backing.postgres().jdbcUrl(database),
                "--INVENTORY_DB_USERNAME=" + Backing.postgres().username(),
                "--INVENTORY_DB_PASSWORD=" + Backing.postgres().password(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + kafka,
                "--WAREHOUSE_SERVICE_URL=" + warehouses,
                "--breakwater.internal-token=" + TOKEN,
                "--breakwater.jwt.public-key-location=" + publicKey(),
                "--breakwater.speed=10"));
    }

    FakeWarehouses warehouses() {
        return warehouses;
    }

    Answer reserve(UUID orderId, String items) throws IOException, InterruptedException {
        return put("/internal/reservations/" + orderId, "{\"items\":[" + items + "]}");
    }

    static String item(String sku, int quantity) {
        return "{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}";
    }

    Answer release(UUID orderId) throws IOException, InterruptedException {
        return send(request("/internal/reservations/" + orderId).DELETE());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** What the actuator says of a breaker. */
    JsonNode breaker(String name) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/breakers"))
                .timeout(Duration.ofSeconds(15));
        for (JsonNode breaker : send(request).body().get("breakers")) {
            if (breaker.get("name").asText().equals(name)) {
                return breaker;
            }
        }
        throw new AssertionError("No breaker " + name);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a counter stands at; it must be there. */
    double count(String meter) {
        return application.getBean(MeterRegistry.class).get(meter).counter().count();
    }

    /** Without the internal token: the actuator is open, and takes a bearer token for a user's. */
    int liveness() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/health/liveness"))
                .timeout(Duration.ofSeconds(15));
        return send(request).status();
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + TOKEN);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Empties the books and puts this many of each product on the shelf of warehouse north, none on the others'. */
    void stock(long pieces) {
        jdbc.sql("delete from reservations").update();
        jdbc.sql("delete from oversells").update();
        warehouses.reset();
        for (String sku : PRODUCTS) {
            shelf("south", sku, 0);
            shelf("east", sku, 0);
            shelf("north", sku, pieces);
        }
    }

    /** So many in the warehouse, and on the book. */
    void shelf(String warehouse, String sku, long pieces) {
        warehouses.stock(warehouse, sku, pieces);
        book(warehouse, sku, pieces);
    }

    /** So many on the book, whatever the warehouse has. */
    void book(String warehouse, String sku, long pieces) {
        jdbc.sql("update stock set available = ?, reserved = 0, counted_at = now() where warehouse = ? and sku = ?")
                .params(pieces, warehouse, sku)
                .update();
    }

    long available(String warehouse, String sku) {
        return number("select available from stock where sku = '" + sku + "' and warehouse = '" + warehouse + "'");
    }

    long available(String sku) {
        return number("select sum(available) from stock where sku = '" + sku + "'");
    }

    /** Statements of an operator, past the service. */
    void sql(String statements) {
        jdbc.sql(statements).update();
    }

    long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Every product's available and reserved pieces add up to this many, and what is reserved is what the orders hold. */
    long productsOffBalance(long pieces) {
        return number("select count(*) from (select s.sku, sum(s.available + s.reserved) as total, sum(s.reserved) as"
                + " reserved, (select coalesce(sum(l.quantity), 0) from reservation_lines l join reservations r using"
                + " (order_id) where l.sku = s.sku and r.state = 'RESERVED') as held from stock s group by s.sku) b"
                + " where total <> " + pieces + " or reserved <> held");
    }

    @Override
    public void close() {
        warehouses.close();
        application.close();
        database.close();
    }

    /** Of a key that nobody signs with, so it needs no other half, which would take a second to find. */
    private static String publicKey() throws IOException {
        BigInteger modulus =
                new BigInteger(2048, new SecureRandom()).setBit(2047).setBit(0);
        try {
            byte[] key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4))
                    .getEncoded();
            Path file = Files.createTempFile("jwt-public", ".pem");
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                            + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
