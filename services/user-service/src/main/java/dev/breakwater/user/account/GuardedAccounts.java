package dev.breakwater.user.account;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The accounts behind the breaker {@code user-db}. There is no fallback: who may sign in is never answered from a cache, and a
 * registration that is not stored is not one. Both end as a 503 problem that says when to come back.
 */
@Component
class GuardedAccounts {

    private final GuardedCall<Credentials, Boolean> add;
    private final GuardedCall<String, Optional<Credentials>> find;
    private final GuardedCall<NewPassword, Boolean> changePassword;

    private record NewPassword(UUID id, String hash) {}

    GuardedAccounts(Guards guards, AccountRepository accounts) {
        add = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .treatAsAnswer(DataIntegrityViolationException.class::isInstance)
                .call(accounts::insert);
        find = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(accounts::findByEmail);
        changePassword = guards.on("user-db")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(change -> accounts.changeOperatorPassword(change.id(), change.hash()));
    }

    /** False when the e-mail address is taken. */
    boolean add(Credentials credentials) {
        return add.with(credentials);
    }

    Optional<Credentials> find(String email) {
        return find.with(email);
    }

    /** False when that account is no operator's. */
    boolean changeOperatorPassword(UUID id, String hash) {
        return changePassword.with(new NewPassword(id, hash));
    }
}
