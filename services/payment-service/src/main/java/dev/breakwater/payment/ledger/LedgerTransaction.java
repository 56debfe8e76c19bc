package dev.breakwater.payment.ledger;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction on the payment database behind the breaker {@code payment-db}. Whoever is chosen as the victim of a deadlock
 * tries again, so the work must have no effects but in the database. Thread-safe.
 */
@Component
public class LedgerTransaction {

    private static final int ATTEMPTS = 5;

    private final Guards guards;
    private final TransactionTemplate template;
    private final GuardedCall<Supplier<?>, Object> guarded;

    LedgerTransaction(Guards guards, PlatformTransactionManager manager) {
        this.guards = guards;
        this.template = new TransactionTemplate(manager);
        this.guarded = guarding(Supplier::get);
    }

    /**
     * Runs the work in a transaction of its own, or in the caller's if there is one.
     *
     * @throws DependencyUnavailableException if the database is away; whether the work was done is then not known
     */
    @SuppressWarnings("unchecked")
    public <T> T run(Supplier<T> work) {
        return TransactionSynchronizationManager.isActualTransactionActive() ? work.get() : (T) guarded.with(work);
    }

    /** The same for callers that know what to do without the database: they add it as a fallback. */
    public <A, R> GuardedCall<A, R> guarding(Function<A, R> work) {
        // No time limit here: the pool's and the socket's own timeouts are it, because what Stripe answered is to be
        // stored even if the caller's time is up by then.
        return guards.on("payment-db")
                .circuitBreaker()
                .concurrencyLimit()
                .treatAsAnswer(LedgerTransaction::saysNothingOfTheDatabase)
                .call(argument -> inTransaction(argument, work));
    }

    @SuppressWarnings("NullAway") // the work decides what it returns
    private <A, R> R inTransaction(A argument, Function<A, R> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> work.apply(argument));
            } catch (ConcurrencyFailureException deadlock) {
                if (attempt == ATTEMPTS) {
                    throw deadlock;
                }
            }
        }
    }

    private static boolean saysNothingOfTheDatabase(Exception e) {
        boolean trouble = e instanceof DataAccessException || e instanceof TransactionException;
        return !trouble || e instanceof DataIntegrityViolationException;
    }
}
