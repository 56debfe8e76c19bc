package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is larger in production, and the passwords that elsewhere are kept as cheaply as possible. */
class ProductionProfileTest {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = new RunningService(Map.of(
                "spring.profiles.active",
                "production",
                "USER_DB_REPLICA_URLS",
                Stack.REPLICAS.get(0).jdbcUrl("users"),
                "spring.datasource.hikari.minimum-idle",
                "1",
                "breakwater.accounts.bcrypt-strength",
                "10"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aHundredConnectionsCanBeUsedAtOnce() {
        HikariDataSource primary = service.bean(HikariDataSource.class);
        assertThat(primary.getMaximumPoolSize()).isEqualTo(100);
        assertThat(primary.getConnectionTimeout()).isEqualTo(1000);
        assertThat(service.metric("hikaricp.connections.max", "pool", "replica-1"))
                .isEqualTo(100);
        assertThat(service.bean(BulkheadRegistry.class)
                        .bulkhead("user-db")
                        .getBulkheadConfig()
                        .getMaxConcurrentCalls())
                .isEqualTo(100);
    }

    @Test
    void anUnknownAddressTakesAsLongAsAWrongPassword() throws Exception {
        service.register("slow@example.org", RunningService.PASSWORD);
        long wrong = medianNanos("slow@example.org");
        long unknown = medianNanos("nobody@example.org");
        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
    }

    @Test
    void passwordsAreKeptAsBcryptHashesOnly() throws Exception {
        service.register("hashed@example.org", RunningService.PASSWORD);
        String stored = service.bean(JdbcClient.class)
                .sql("SELECT password_hash FROM users WHERE email = 'hashed@example.org'")
                .query(String.class)
                .single();
        assertThat(stored).startsWith("$2a$10$");
    }

    private static long medianNanos(String email) throws Exception {
        long[] taken = new long[7];
        for (int i = 0; i < taken.length; i++) {
            long started = System.nanoTime();
            service.signIn(email, "not the password");
            taken[i] = System.nanoTime() - started;
        }
        Arrays.sort(taken);
        return taken[taken.length / 2];
    }
}
