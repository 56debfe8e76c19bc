package dev.breakwater.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductionProfileTest {

    @Test
    void aHundredConnectionsCanBeUsedAtOnce() throws Exception {
        try (RunningService service = new RunningService(
                KeyFiles.create(),
                Map.of(
                        "spring.profiles.active",
                        "production",
                        "USER_DB_REPLICA_URLS",
                        Stack.REPLICAS.get(0).jdbcUrl("users"),
                        "spring.datasource.hikari.minimum-idle",
                        "1"))) {
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
    }
}
