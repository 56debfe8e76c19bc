package dev.breakwater.user.account;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the operator's account, or gives it the password of this deployment. May run at several instances at once and any number of times. An account
 * that somebody has registered with that address stays what it is: whoever knows its password is not the operator.
 */
@Component
class OperatorBootstrap implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(OperatorBootstrap.class);

    private final OperatorProperties operator;
    private final GuardedAccounts accounts;
    private final Passwords passwords;

    OperatorBootstrap(OperatorProperties operator, GuardedAccounts accounts, Passwords passwords) {
        this.operator = operator;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (operator.isConfigured() && !isThere() && !isMade()) {
            isThere(); // another instance was faster
        }
    }

    private boolean isMade() {
        Account account = new Account(UUID.randomUUID(), operator.email(), "Operator");
        boolean made = accounts.add(new Credentials(account, passwords.hash(operator.password()), Role.OPERATOR));
        if (made) {
            log.info("The operator's account was made");
        }
        return made;
    }

    private boolean isThere() {
        Optional<Credentials> known = accounts.find(operator.email());
        known.ifPresent(found -> {
            if (found.role() != Role.OPERATOR) {
                log.error(
                        "There is no operator: a customer has registered with the address in BREAKWATER_OPERATOR_EMAIL."
                                + " Take another address");
            } else if (passwords.verify(known, operator.password()).isEmpty()) {
                accounts.changeOperatorPassword(found.account().id(), passwords.hash(operator.password()));
                log.info("The operator's password was changed to that of this deployment");
            }
        });
        return known.isPresent();
    }
}
