package dev.breakwater.payment.system;

import static dev.breakwater.payment.system.PaymentApi.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.PaymentServiceApplication;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One database, several starts with other keys. */
class SealedColumnsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TWO_LOOKS = Duration.ofMillis(2500);

    @Test
    void keyIsRotatedWithoutLosingARowAndTheOldOneIsThenNotNeeded() throws SQLException {
        try (Surroundings surroundings = new Surroundings("sealed")) {
            String first = surroundings.encryptionKey;
            String second = "second:" + Base64.getEncoder().encodeToString(Surroundings.randomKey());
            UUID order = UUID.randomUUID();
            UUID before = UUID.randomUUID();
            try (ConfigurableApplicationContext running = run(surroundings, first)) {
                PaymentApi api = api(running);
                assertThat(api.charge(order).text("status")).isEqualTo("CHARGED");
                assertThat(encrypted(surroundings)).allMatch(value -> value.startsWith("enc:first:"));
                assertThat(encrypted(surroundings)).noneMatch(value -> value.contains("pm_") || value.contains("cus_"));
                plainRow(surroundings, before);
            }
            assertThatThrownBy(() -> run(surroundings, second).close())
                    .rootCause()
                    .hasMessageContaining("lacks the keys [first]");
            try (Connection others = paymentsLocked(surroundings);
                    ConfigurableApplicationContext running = run(surroundings, second + "," + first)) {
                assertThat(running.isRunning()).isTrue();
                await().atMost(SOON).until(() -> countOf(surroundings, "enc:second:") > 0);
                await().pollDelay(TWO_LOOKS).until(() -> countOf(surroundings, "enc:second:") == 1);
                others.rollback(); // what was locked for a while is not forgotten
                await().atMost(SOON)
                        .until(() ->
                                encrypted(surroundings).stream().allMatch(value -> value.startsWith("enc:second:")));
            }
            try (ConfigurableApplicationContext running = run(surroundings, second)) {
                PaymentApi api = api(running);
                assertThat(api.charge(order).text("status"))
                        .as("the same parameters, read back")
                        .isEqualTo("CHARGED");
                assertThat(api.settle(before).text("status")).isEqualTo("CHARGED");
                copyPaymentMethod(surroundings, order, before);
                assertThat(api.settle(before).status())
                        .as("a value of another row does not open")
                        .isEqualTo(500);
            }
        }
    }

    @Test
    void wholeDatabaseHoldsNoTokenAtRestWhateverBecomesOfThePayments() {
        try (Surroundings surroundings = new Surroundings("dump");
                ConfigurableApplicationContext running = run(surroundings, surroundings.encryptionKey)) {
            PaymentApi api = api(running);
            assertThat(api.charge(UUID.randomUUID()).text("status")).isEqualTo("CHARGED");
            api.charge(UUID.randomUUID(), body(1299, "pm_card_chargeDeclined"));
            api.review(UUID.randomUUID());
            surroundings.stripe.fault("error-503", "{}");
            surroundings.queue.goAway();
            UUID held = UUID.randomUUID();
            assertThat(api.charge(held).text("status")).isEqualTo("QUEUED");
            assertThat(dump(surroundings))
                    .as("the hand-over waits in the outbox")
                    .anyMatch(row -> row.startsWith("outbox") && row.contains("payment-fallback-service"))
                    .noneMatch(row -> row.contains("pm_") || row.contains("cus_"));

            surroundings.queue.comeBack();
            await().atMost(SOON)
                    .until(() -> surroundings.queue.queued(held.toString()).contains("pm_card_visa"));
        }
    }

    @Test
    void withoutOrWithAMalformedKeyItDoesNotStartAndNamesTheVariable() {
        for (String keys :
                List.of("", "first", "first:abc", "first:" + "A".repeat(43) + "=,first:" + "B".repeat(43) + "=")) {
            assertThatThrownBy(() -> new SpringApplicationBuilder(PaymentServiceApplication.class)
                            .run("--PAYMENT_ENCRYPTION_KEYS=" + keys, "--spring.main.banner-mode=off")
                            .close())
                    .hasStackTraceContaining("PAYMENT_ENCRYPTION_KEYS");
        }
    }

    private static Connection paymentsLocked(Surroundings surroundings) throws SQLException {
        Connection connection = DriverManager.getConnection(
                surroundings.database.jdbcUrl("payments"),
                surroundings.database.username(),
                surroundings.database.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1 from payments for update");
        }
        return connection;
    }

    private static long countOf(Surroundings surroundings, String prefix) {
        return encrypted(surroundings).stream()
                .filter(value -> value.startsWith(prefix))
                .count();
    }

    /** As it was stored before there was encryption. */
    private static void plainRow(Surroundings surroundings, UUID order) {
        surroundings
                .jdbc()
                .sql("insert into payments (order_id, user_id, amount_minor, currency, payment_method, status)"
                        + " values (?, ?::uuid, 1299, 'EUR', 'pm_card_visa', 'QUEUED')")
                .params(order, PaymentApi.USER)
                .update();
    }

    private static void copyPaymentMethod(Surroundings surroundings, UUID from, UUID to) {
        surroundings
                .jdbc()
                .sql("update payments set payment_method = (select payment_method from payments where order_id = ?)"
                        + " where order_id = ?")
                .params(from, to)
                .update();
    }

    private static List<String> encrypted(Surroundings surroundings) {
        return surroundings
                .jdbc()
                .sql("select payment_method from payments union all select provider_customer_id from customers")
                .query(String.class)
                .list();
    }

    /** Every row of every table, as text. */
    private static List<String> dump(Surroundings surroundings) {
        List<String> tables = surroundings
                .jdbc()
                .sql("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE'")
                .query(String.class)
                .list();
        return tables.stream()
                .flatMap(table -> surroundings
                        .jdbc()
                        .sql("select '" + table + " ' || t::text from " + table + " t")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private static ConfigurableApplicationContext run(Surroundings surroundings, String keys) {
        Map<String, String> all = new TreeMap<>(surroundings.environment());
        all.put("PAYMENT_ENCRYPTION_KEYS", keys);
        all.put("breakwater.speed", "10");
        all.put("breakwater.internal-token", PaymentApi.TOKEN);
        all.put("breakwater.jwt.public-key-location", all.get("BREAKWATER_JWT_PUBLIC_KEY_LOCATION"));
        all.put("server.port", "0");
        all.put("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(PaymentServiceApplication.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static PaymentApi api(ConfigurableApplicationContext running) {
        String port = running.getEnvironment().getRequiredProperty("local.server.port");
        return new PaymentApi(() -> "http://127.0.0.1:" + port);
    }
}
