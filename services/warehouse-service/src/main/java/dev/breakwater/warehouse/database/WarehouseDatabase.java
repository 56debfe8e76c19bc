package dev.breakwater.warehouse.database;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions on the margins' database behind the breaker {@code warehouse-db}. Its tables are made at the first transaction, not at the
 * start: allocations and quotes need no database, so a service that starts while it is away must serve them. Thread-safe.
 */
@Component
public class WarehouseDatabase {

    private final GuardedCall<Supplier<?>, Object> transaction;
    private final Flyway flyway;
    private volatile boolean migrated;

    WarehouseDatabase(Guards guards, PlatformTransactionManager manager, Flyway flyway) {
        this.flyway = flyway;
        TransactionTemplate template = new TransactionTemplate(manager);
        // The driver's timeouts end a hung call. No fallback: who asks keeps what it wanted to store, and tries again.
        transaction = guards.on("warehouse-db")
                .circuitBreaker()
                .concurrencyLimit()
                .treatAsAnswer(DataIntegrityViolationException.class::isInstance)
                .call(work -> {
                    migrate();
                    return template.execute(status -> work.get());
                });
    }

    private void migrate() {
        if (!migrated) {
            flyway.migrate(); // two at once are kept apart by Flyway's lock in the database
            migrated = true;
        }
    }

    /**
     * Runs the work in a transaction of its own.
     *
     * @throws DependencyUnavailableException if the database is away; whether the work was done is then not known, so all
     *     work is idempotent
     */
    @SuppressWarnings("unchecked")
    public <T> T inTransaction(Supplier<T> work) {
        return (T) transaction.with(work);
    }
}
