package dev.breakwater.inventory.database;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions on the stock database behind the breaker {@code inventory-db}. Thread-safe. */
@Component
public class InventoryDatabase {

    private final GuardedCall<Supplier<?>, Object> transaction;

    InventoryDatabase(Guards guards, PlatformTransactionManager manager) {
        TransactionTemplate template = new TransactionTemplate(manager);
        // No fallback: stock that nobody can look up is not promised. The caller has one (a reservation by Kafka).
        transaction = guards.on("inventory-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(InventoryDatabase::saysNothingOfTheDatabase)
                .call(work -> template.execute(status -> work.get()));
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

    private static boolean saysNothingOfTheDatabase(Exception e) {
        boolean trouble = e instanceof DataAccessException || e instanceof TransactionException;
        return !trouble || e instanceof DataIntegrityViolationException;
    }
}
