package dev.breakwater.payment.system;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What is at rest is sealed; and one database, several starts with other keys. */
@ExtendWith(InSystem.class)
class SealedColumnsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TWO_LOOKS = Duration.ofMillis(2500);

    private final PaymentSystem system;

    SealedColumnsTest(PaymentSystem system) {
        this.system = system;
    }

    @Test
    void keyIsRotatedWithoutLosingARowAndTheOldOneIsThenNotNeeded() throws SQLException {
        try (Surroundings surroundings = new Surroundings("sealed")) {
            String first = surroundings.encryptionKey;
            String second = "second:" + Base64.getEncoder().encodeToString(Surroundings.randomKey());
            UUID order = UUID.randomUUID();
            UUID before = UUID.randomUUID();
            String port = "server.port=" + surroundings.workspace.freePort();
            PaymentApi api = new PaymentApi(() -> port.replace("server.port=", "http://127.0.0.1:"));
            try (ConfigurableApplicationContext running = PaymentSystem.run(surroundings, port)) {
                assertThat(running.isRunning()).isTrue();
                assertThat(api.charge(order).text("status")).isEqualTo("CHARGED");
                assertThat(encrypted(surroundings)).allMatch(value -> value.startsWith("enc:first:"));
                assertThat(encrypted(surroundings)).noneMatch(value -> value.contains("pm_") || value.contains("cus_"));
                plainRow(surroundings, before, api.user());
            }
            assertThatThrownBy(() -> PaymentSystem.run(surroundings, port, "PAYMENT_ENCRYPTION_KEYS=" + second)
                            .close())
                    .rootCause()
                    .hasMessageContaining("lacks the keys [first]");
            try (Connection others = paymentsLocked(surroundings);
                    ConfigurableApplicationContext running =
                            PaymentSystem.run(surroundings, port, "PAYMENT_ENCRYPTION_KEYS=" + second + "," + first)) {
                assertThat(running.isRunning()).isTrue();
                await().atMost(SOON).until(() -> countOf(surroundings, "enc:second:") > 0);
                await().pollDelay(TWO_LOOKS).until(() -> countOf(surroundings, "enc:second:") == 1);
                others.rollback(); // what was locked for a while is not forgotten
                await().atMost(SOON)
                        .until(() ->
                                encrypted(surroundings).stream().allMatch(value -> value.startsWith("enc:second:")));
            }
            try (ConfigurableApplicationContext running =
                    PaymentSystem.run(surroundings, port, "PAYMENT_ENCRYPTION_KEYS=" + second)) {
                assertThat(running.isRunning()).isTrue();
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
        assertThat(system.api.charge(UUID.randomUUID()).text("status")).isEqualTo("CHARGED");
        system.api.charge(UUID.randomUUID(), system.api.body(1299, "pm_card_chargeDeclined"));
        system.api.review(UUID.randomUUID());
        system.stripe.fault("error-503", "{}");
        system.queue.goAway();
        UUID held = UUID.randomUUID();
        assertThat(system.api.charge(held).text("status")).isEqualTo("QUEUED");
        assertThat(dump(system.surroundings))
                .as("the hand-over waits in the outbox")
                .anyMatch(row -> row.startsWith("outbox") && row.contains("payment-fallback-service"))
                .noneMatch(row -> row.contains("pm_") || row.contains("cus_"));

        system.queue.comeBack();
        await().atMost(SOON).until(() -> system.queue.queued(held.toString()).contains("pm_card_visa"));
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
    private static void plainRow(Surroundings surroundings, UUID order, UUID user) {
        surroundings
                .jdbc()
                .sql("insert into payments (order_id, user_id, amount_minor, currency, payment_method, status)"
                        + " values (?, ?, 1299, 'EUR', 'pm_card_visa', 'QUEUED')")
                .params(order, user)
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
}
