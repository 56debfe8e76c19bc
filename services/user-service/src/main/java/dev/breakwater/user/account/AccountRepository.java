package dev.breakwater.user.account;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts in PostgreSQL. */
@Repository
class AccountRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Tells by its result, not by an exception, whether the address was taken: two registrations may race. */
    boolean insert(Credentials credentials) {
        Account account = credentials.account();
        return jdbc.sql("""
                                INSERT INTO users (id, email, display_name, password_hash, created_at, updated_at)
                                VALUES (:id, :email, :displayName, :passwordHash, :now, :now)
                                ON CONFLICT (email) DO NOTHING""")
                        .param("id", account.id())
                        .param("email", account.email())
                        .param("displayName", account.displayName())
                        .param("passwordHash", credentials.passwordHash())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Credentials> findByEmail(String email) {
        return jdbc.sql("SELECT id, email, display_name, password_hash FROM users WHERE email = :email")
                .param("email", email)
                .query((row, number) -> new Credentials(
                        new Account(
                                row.getObject("id", UUID.class), row.getString("email"), row.getString("display_name")),
                        row.getString("password_hash")))
                .optional();
    }
}
