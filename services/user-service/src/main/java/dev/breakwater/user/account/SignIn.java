package dev.breakwater.user.account;

import dev.breakwater.user.session.GuardedSessions;
import dev.breakwater.user.session.SessionStart;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Exchanges an e-mail address and a password for a session and its access token. */
@Component
class SignIn {

    /** @param validFor how long from now the token is good */
    record SignedIn(String accessToken, Duration validFor) {

        @Override
        public String toString() {
            return "SignedIn[validFor=" + validFor + "]";
        }
    }

    private final GuardedAccounts accounts;
    private final Passwords passwords;
    private final GuardedSessions sessions;
    private final AccessTokens tokens;
    private final Clock clock;

    SignIn(GuardedAccounts accounts, Passwords passwords, GuardedSessions sessions, AccessTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Empty when the pair is not right; which half is wrong is told to nobody. */
    Optional<SignedIn> signIn(String email, String password) {
        return passwords
                .verify(accounts.find(EmailAddress.normalised(email)), password)
                .map(this::begin);
    }

    private SignedIn begin(Credentials known) {
        SessionStart session = sessions.start(known.account().id());
        return new SignedIn(
                tokens.issue(known.account(), known.role(), session),
                Duration.between(clock.instant(), session.expiresAt()));
    }
}
