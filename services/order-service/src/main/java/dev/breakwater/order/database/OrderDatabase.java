package dev.breakwater.order.database;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one way to the order database. What happens without it is up to the caller ({@link #reading}, {@link #transactional}); where a
 * caller names no fallback, 503. No time limit of the guard's: the driver's socket timeout (3 s) ends a statement, and the end of a request must not cut off the recording of its
 * outcome. Thread-safe.
 */
@Component
public class OrderDatabase {

    private static final int ATTEMPTS = 5;
    private static final int MYSQL_DEADLOCK = 1213;

    private final Guards guards;
    private final GuardedCall<Supplier<Optional<?>>, Optional<?>> guarded;
    private final TransactionOperations transactions;

    OrderDatabase(Guards guards, TransactionOperations transactions) {
        this.guards = guards;
        this.transactions = transactions;
        this.guarded = reading(Supplier::get);
    }

    /** Statements that need no transaction, guarded; to be composed once, with what is done instead when the database does not answer. */
    public <A, R> GuardedCall<A, R> reading(Function<A, R> statements) {
        return guards.on("order-db")
                .circuitBreaker()
                .concurrencyLimit()
                .treatAsAnswer(DatabaseAnswers::sayNothingOfTheDatabase)
                .call(statements::apply);
    }

    /**
     * Statements that make one transaction (see {@link #inTransaction}), guarded; to be composed once, with what is done instead when
     * the database does not answer, though it may have committed even so.
     */
    public <A, R> GuardedCall<A, R> transactional(Function<A, R> statements) {
        return reading(argument -> untilNoVictim(() -> statements.apply(argument)));
    }

    /**
     * Runs statements that need no transaction.
     *
     * @throws DependencyUnavailableException when the database does not answer
     */
    @SuppressWarnings("unchecked")
    public <R> R read(Supplier<R> statements) {
        return (R) guarded.with(() -> Optional.of(statements.get())).orElseThrow();
    }

    /**
     * Runs statements in one transaction; an exception rolls it back. The victim of a deadlock, which the database has rolled back as a
     * whole, is run again: the statements must do nothing else than speak with the database.
     *
     * @throws DependencyUnavailableException when the database does not answer; the transaction may have been committed even so
     */
    public <R> R inTransaction(Supplier<R> statements) {
        return read(() -> untilNoVictim(statements));
    }

    private <R> R untilNoVictim(Supplier<R> statements) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.ofNullable(transactions.execute(status -> statements.get()))
                        .orElseThrow();
            } catch (CannotAcquireLockException e) {
                if (attempt == ATTEMPTS || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDeadlock(CannotAcquireLockException e) {
        return e.getRootCause() instanceof SQLException sql && sql.getErrorCode() == MYSQL_DEADLOCK;
    }
}
