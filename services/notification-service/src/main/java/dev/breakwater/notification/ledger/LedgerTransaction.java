package dev.breakwater.notification.ledger;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction on the database behind the breaker {@code notification-db}. Thread-safe. */
@Component
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerTransaction {

    private final GuardedCall<Supplier<?>, Object> guarded;

    LedgerTransaction(Guards guards, PlatformTransactionManager manager) {
        TransactionTemplate template = new TransactionTemplate(manager);
        // No time limit here: the pool's and the socket's own timeouts are it, because what a provider answered is to
        // be stored even if the caller's time is up by then.
        guarded = guards.on("notification-db")
                .circuitBreaker()
                .concurrencyLimit()
                .treatAsAnswer(LedgerTransaction::saysNothingOfTheDatabase)
                .call(work -> inTransaction(template, work));
    }

    /**
     * Runs the work in a transaction.
     *
     * @throws DependencyUnavailableException if the database is away; whether the work was done is then not known
     */
    @SuppressWarnings("unchecked")
    <T> T run(Supplier<T> work) {
        return (T) guarded.with(work);
    }

    @SuppressWarnings("NullAway") // the work decides what it returns
    private static Object inTransaction(TransactionTemplate template, Supplier<?> work) {
        return template.execute(status -> work.get());
    }

    private static boolean saysNothingOfTheDatabase(Exception e) {
        boolean trouble = e instanceof DataAccessException || e instanceof TransactionException;
        return !trouble || e instanceof DataIntegrityViolationException;
    }
}
