package dev.breakwater.user.account;

import dev.breakwater.user.account.RegistrationOutcome.AlreadyExists;
import dev.breakwater.user.account.RegistrationOutcome.Registered;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes a new account. */
@Component
class Registration {

    private final GuardedAccounts accounts;
    private final Passwords passwords;
    private final OperatorProperties operator;

    Registration(GuardedAccounts accounts, Passwords passwords, OperatorProperties operator) {
        this.operator = operator;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    RegistrationOutcome register(String email, String password, String displayName) {
        Account account = new Account(UUID.randomUUID(), EmailAddress.normalised(email), displayName.strip());
        if (operator.isAbout(account.email())) {
            return new AlreadyExists(account.email()); // also before the operator's account has been made
        }
        return accounts.add(new Credentials(account, passwords.hash(password), Role.CUSTOMER))
                ? new Registered(account)
                : new AlreadyExists(account.email());
    }
}
