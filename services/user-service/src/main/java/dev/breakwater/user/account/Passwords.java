package dev.breakwater.user.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes and compares passwords. */
@Component
class Passwords {

    /** BCrypt reads no further. */
    private static final int LONGEST = 72;

    private final BCryptPasswordEncoder bcrypt;
    private final String hashOfNobody;

    Passwords(AccountProperties properties) {
        bcrypt = new BCryptPasswordEncoder(properties.bcryptStrength());
        hashOfNobody = bcrypt.encode("the password of nobody");
    }

    String hash(String password) {
        return bcrypt.encode(password);
    }

    /** Takes as long when there is no such account: an attacker must not learn who is registered. */
    Optional<Credentials> verify(Optional<Credentials> credentials, String password) {
        boolean tooLong = password.getBytes(StandardCharsets.UTF_8).length > LONGEST;
        boolean matches = bcrypt.matches(
                tooLong ? "" : password,
                credentials.map(Credentials::passwordHash).orElse(hashOfNobody));
        return credentials.filter(found -> matches && !tooLong);
    }
}
