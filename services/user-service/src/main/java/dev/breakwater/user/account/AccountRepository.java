package dev.breakwater.user.account;

import dev.breakwater.user.database.Need;
import dev.breakwater.user.database.UserDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts in PostgreSQL. */
@Repository
class AccountRepository {

    private final UserDatabase database;
    private final Clock clock;

    AccountRepository(UserDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Tells by its result, not by an exception, whether the address was taken: two registrations may race. */
    boolean insert(Credentials credentials) {
        Account account = credentials.account();
        return database.primary()
                        .sql("""
                                INSERT INTO users (id, email, display_name, password_hash, role, created_at, updated_at)
                                VALUES (:id, :email, :displayName, :passwordHash, :role, :now, :now)
                                ON CONFLICT (email) DO NOTHING""")
                        .param("id", account.id())
                        .param("email", account.email())
                        .param("displayName", account.displayName())
                        .param("passwordHash", credentials.passwordHash())
                        .param("role", credentials.role().stored())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** At the primary while it answers: who has just registered may sign in at once. */
    Optional<Credentials> findByEmail(String email) {
        return database.read(Need.NEWEST, server -> findByEmail(server, email));
    }

    /** Of operators alone: a customer's password is the customer's. */
    boolean changeOperatorPassword(UUID id, String passwordHash) {
        return database.primary()
                        .sql(
                                "UPDATE users SET password_hash = :hash, updated_at = :now WHERE id = :id AND role = 'operator'")
                        .param("id", id)
                        .param("hash", passwordHash)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Optional<Credentials> findByEmail(JdbcClient server, String email) {
        return server.sql("SELECT id, email, display_name, password_hash, role FROM users WHERE email = :email")
                .param("email", email)
                .query((row, number) -> new Credentials(
                        new Account(
                                row.getObject("id", UUID.class), row.getString("email"), row.getString("display_name")),
                        row.getString("password_hash"),
                        Role.of(row.getString("role"))))
                .optional();
    }
}
