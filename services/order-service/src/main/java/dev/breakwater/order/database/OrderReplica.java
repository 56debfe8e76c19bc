package dev.breakwater.order.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.breakwater.order.book.OrderReader;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The read-only replica of the order database, asked only when the primary does not answer: it may be behind, and a customer must
 * see what he has just done. Behind a breaker of its own, for it does not share the primary's fate. Thread-safe.
 */
@Component
public class OrderReplica implements DisposableBean {

    private static final int CONNECTIONS = 8;
    private static final long CONNECTION_MILLIS = 1_000;

    private final @Nullable HikariDataSource pool;
    private final Optional<GuardedCall<Function<OrderReader, Optional<?>>, Optional<?>>> guarded;

    OrderReplica(
            Guards guards,
            DatabaseProperties properties,
            DataSourceProperties primary,
            ObjectMapper json,
            MeterRegistry meters) {
        if (properties.replicaUrl().isEmpty()) {
            pool = null;
            guarded = Optional.empty();
            return;
        }
        HikariDataSource replica = new HikariDataSource(pool(properties.replicaUrl(), primary));
        pool = replica;
        DataSource watched = new SlowStatements(replica, "order-db-replica", properties.slowStatement(), () -> meters);
        OrderReader reader = new OrderReader(JdbcClient.create(watched), json);
        guarded = Optional.of(guards.on("order-db-replica")
                .circuitBreaker()
                .concurrencyLimit()
                .treatAsAnswer(DatabaseAnswers::sayNothingOfTheDatabase)
                .call(statements -> statements.apply(reader)));
    }

    /**
     * What the replica says; empty when there is none.
     *
     * @throws DependencyUnavailableException when it does not answer
     */
    @SuppressWarnings("unchecked")
    public <R> Optional<R> read(Function<OrderReader, R> statements) {
        return guarded.map(call ->
                (R) call.with(reader -> Optional.of(statements.apply(reader))).orElseThrow());
    }

    private static HikariConfig pool(String url, DataSourceProperties primary) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("order-db-replica");
        config.setJdbcUrl(url);
        config.setUsername(primary.getUsername());
        config.setPassword(primary.getPassword());
        config.setReadOnly(true);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_MILLIS);
        config.setValidationTimeout(CONNECTION_MILLIS);
        // a replica that is away must not keep the service from starting
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "5000");
        config.addDataSourceProperty("socketTimeout", "3000");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    @Override
    public void destroy() {
        if (pool != null) {
            pool.close();
        }
    }
}
