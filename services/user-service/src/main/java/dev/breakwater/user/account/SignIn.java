package dev.breakwater.user.account;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Exchanges an e-mail address and a password for an access token. */
@Component
class SignIn {

    private final GuardedAccounts accounts;
    private final Passwords passwords;
    private final AccessTokens tokens;

    SignIn(GuardedAccounts accounts, Passwords passwords, AccessTokens tokens) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /** Empty when the pair is not right; which half is wrong is told to nobody. */
    Optional<String> signIn(String email, String password) {
        return passwords
                .verify(accounts.find(EmailAddress.normalised(email)), password)
                .map(tokens::issue);
    }
}
