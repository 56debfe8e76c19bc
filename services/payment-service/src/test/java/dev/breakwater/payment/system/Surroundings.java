package dev.breakwater.payment.system;

import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What payment-service stands on: a real database, the Stripe simulator, and a stand-in for payment-fallback-service. */
final class Surroundings implements AutoCloseable {

    static final String APPLICATION_ROLE = "payments_app";

    final Workspace workspace;
    final PostgresServer database;
    final Stripe stripe = new Stripe();
    final Bank bank = new Bank();
    final QueueStandIn queue;
    final String applicationPassword = UUID.randomUUID().toString();
    final String encryptionKey = "first:" + Base64.getEncoder().encodeToString(randomKey());
    private final SingleConnectionDataSource connection;

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO); // what holds already is not waited for
    }

    Surroundings(String name) {
        workspace = Workspace.create(Path.of("target", "stacks"), name);
        database = PostgresServer.start(workspace, "payment-db");
        queue = new QueueStandIn(workspace.freePort());
        connection = new SingleConnectionDataSource(
                database.jdbcUrl("payments"), database.username(), database.password(), true);
        jdbc().sql("create role " + APPLICATION_ROLE + " login password '" + applicationPassword + "'")
                .update();
    }

    static byte[] randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /**
     * The environment variables of the service. Without a Kafka its announcements stay in the outbox, to be counted; none at all rather
     * than a closed port, which is given two seconds at each attempt, and at each stop of the service.
     */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("BREAKWATER_SPEED", "10"),
                Map.entry("BREAKWATER_INTERNAL_TOKEN", PaymentApi.TOKEN),
                Map.entry("BREAKWATER_JWT_PUBLIC_KEY_LOCATION", Keys.publicKeyLocation()),
                Map.entry("PAYMENT_DB_URL", database.jdbcUrl("payments")),
                Map.entry("PAYMENT_DB_USERNAME", APPLICATION_ROLE),
                Map.entry("PAYMENT_DB_PASSWORD", applicationPassword),
                Map.entry("PAYMENT_DB_OWNER_USERNAME", database.username()),
                Map.entry("PAYMENT_DB_OWNER_PASSWORD", database.password()),
                Map.entry("PAYMENT_ENCRYPTION_KEYS", encryptionKey),
                Map.entry("BANK_API_BASE", bank.url()),
                Map.entry("BANK_CLIENT_ID", bank.clientId()),
                Map.entry("BANK_CLIENT_SECRET", bank.clientSecret()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "none"),
                Map.entry("STRIPE_API_BASE", stripe.url()),
                Map.entry("STRIPE_API_KEY", stripe.apiKey()),
                Map.entry("STRIPE_WEBHOOK_SECRET", Stripe.WEBHOOK_SECRET),
                Map.entry("PAYMENT_FALLBACK_SERVICE_URL", queue.url()));
    }

    /** A way into the database past the service: one connection, until the database loses it. */
    JdbcClient jdbc() {
        try {
            if (!connection.getConnection().isValid(5)) {
                connection.resetConnection();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return JdbcClient.create(connection);
    }

    long rows(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Announcements of this order's payment with this status. */
    long announced(UUID orderId, String status) {
        return jdbc().sql("select count(*) from outbox where destination = 'kafka:payment.outcomes' and message_key = ?"
                        + " and payload::json ->> 'status' = ?")
                .params(orderId.toString(), status)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        stripe.close();
        bank.close();
        queue.close();
        connection.destroy();
        workspace.close();
    }
}
