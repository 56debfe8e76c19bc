package dev.breakwater.payment.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.payment.PaymentServiceApplication;
import dev.breakwater.simulators.stripe.StripeSimulator;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** payment-service on its real database, with the Stripe simulator behind it; payment-fallback-service is a stand-in. */
final class PaymentSystem implements AutoCloseable {

    static final String WEBHOOK_SECRET = "whsec_of_the_tests";
    static final String USER = "7b2f9f1e-54a8-4f0e-8f0c-0d5c7f0a3b11";
    private static final String TOKEN = "internal-token-of-the-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    final QueueStandIn queue = new QueueStandIn();
    final PostgresServer database;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Workspace workspace;
    private final StripeSimulator stripe;
    private final ConfigurableApplicationContext application;

    record Answer(int status, JsonNode body, HttpHeaders headers) {

        String text(String field) {
            return body.path(field).asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** @param settings further ones, as {@code name=value} */
    PaymentSystem(String name, String... settings) {
        workspace = Workspace.create(Path.of("target", "stacks"), name);
        database = PostgresServer.start(workspace, "payment-db");
        stripe = StripeSimulator.start(StripeSimulator.Config.random().withWebhookSecret(WEBHOOK_SECRET));
        application = new SpringApplicationBuilder(PaymentServiceApplication.class)
                .run(Stream.concat(
                                Stream.of(
                                        "spring.main.banner-mode=off",
                                        "server.port=0",
                                        "breakwater.speed=10",
                                        "breakwater.internal-token=" + TOKEN,
                                        "breakwater.jwt.public-key-location=" + PublicKey.location(),
                                        "PAYMENT_DB_URL=" + database.jdbcUrl("payments"),
                                        "PAYMENT_DB_USERNAME=" + database.username(),
                                        "PAYMENT_DB_PASSWORD=" + database.password(),
                                        "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1", // announcements stay in the outbox
                                        "STRIPE_API_BASE=" + stripe.baseUrl(),
                                        "STRIPE_API_KEY=" + stripe.apiKey(),
                                        "STRIPE_WEBHOOK_SECRET=" + WEBHOOK_SECRET,
                                        "PAYMENT_FALLBACK_SERVICE_URL=" + queue.url()),
                                Stream.of(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    Answer charge(UUID orderId) {
        return charge(orderId, body(1299, "pm_card_visa"));
    }

    Answer charge(UUID orderId, String body, String... headers) {
        return internal("PUT", "/internal/payments/" + orderId, body, headers);
    }

    Answer settle(UUID orderId) {
        return settle(orderId, body(1299, "pm_card_visa"));
    }

    Answer settle(UUID orderId, String body) {
        return internal("POST", "/internal/payments/" + orderId + "/settlement", body);
    }

    Answer review(UUID orderId) {
        String body = body(1299, "pm_card_visa").replace("}", ",\"reason\":\"ten attempts\"}");
        return internal("POST", "/internal/payments/" + orderId + "/review", body);
    }

    Answer payment(UUID orderId) {
        return internal("GET", "/internal/payments/" + orderId, "");
    }

    Answer provider() {
        return internal("GET", "/internal/provider", "");
    }

    static String body(long amountMinor, String paymentMethod) {
        return body(USER, amountMinor, paymentMethod);
    }

    static String body(String userId, long amountMinor, String paymentMethod) {
        return "{\"userId\":\"" + userId + "\",\"amountMinor\":" + amountMinor
                + ",\"currency\":\"EUR\",\"paymentMethod\":\"" + paymentMethod + "\"}";
    }

    Answer internal(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(method, path, body)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A request with another authorization than the internal token, or none at all. */
    Answer stranger(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = request(method, path, body).header("Content-Type", "application/json");
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    Answer webhook(String body, String... headers) {
        HttpRequest.Builder request = request("POST", "/webhooks/stripe", body);
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), JSON.readTree(body.isEmpty() ? "{}" : body), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Switches a fault of Stripe's on; the settings are JSON. */
    void fault(String name, String settings) {
        Answer answer = send(admin("/_sim/faults/" + name).PUT(BodyPublishers.ofString(settings)));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body().toString());
        }
    }

    void heal() {
        stripe.faults().allOff();
    }

    JsonNode stripeLedger() {
        return send(admin("/_sim/ledger").GET()).body();
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create(stripe.baseUrl() + path)).header("Content-Type", "application/json");
    }

    /** How often this order was paid for, as Stripe sees it. */
    long charges(UUID orderId) {
        return StreamSupport.stream(stripeLedger().path("paymentIntents").spliterator(), false)
                .filter(intent ->
                        orderId.toString().equals(intent.path("orderId").asText()))
                .filter(intent -> "succeeded".equals(intent.path("status").asText()))
                .count();
    }

    CircuitBreaker breaker(String name) {
        return application.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
    }

    JdbcClient jdbc() {
        return application.getBean(JdbcClient.class);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** Announcements of this order's payment with this status. There is no Kafka, so each is still in the outbox. */
    long announced(UUID orderId, String status) {
        return jdbc().sql("select count(*) from outbox where destination = 'kafka:payment.outcomes' and message_key = ?"
                        + " and payload::json ->> 'status' = ?")
                .params(orderId.toString(), status)
                .query(Long.class)
                .single();
    }

    long rows(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    @Override
    public void close() {
        application.close();
        stripe.close();
        queue.close();
        workspace.close();
    }
}
