package dev.breakwater.user.profile;

import dev.breakwater.user.database.Need;
import dev.breakwater.user.database.UserDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The profiles in PostgreSQL. */
@Repository
class ProfileRepository {

    private static final String COLUMNS = "id, email, display_name, discount_percent, version";

    private final UserDatabase database;
    private final Clock clock;

    ProfileRepository(UserDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty when there is no such user. */
    Optional<Profile> find(UUID id, Need need) {
        return database.read(need, server -> find(server, id));
    }

    private Optional<Profile> find(JdbcClient server, UUID id) {
        return server.sql("SELECT " + COLUMNS + " FROM users WHERE id = :id")
                .param("id", id)
                .query(this::profile)
                .optional();
    }

    /** Empty when there is no such user. */
    Optional<Profile> rename(UUID id, String displayName) {
        return change("display_name", id, displayName);
    }

    /** Empty when there is no such user. */
    Optional<Profile> discount(UUID id, int percent) {
        return change("discount_percent", id, percent);
    }

    /** How far the log has been written by now. */
    long position() {
        return database.position();
    }

    private Optional<Profile> change(String column, UUID id, Object value) {
        return database.primary()
                .sql("UPDATE users SET " + column + " = :value, updated_at = :now, version = version + 1"
                        + " WHERE id = :id RETURNING " + COLUMNS)
                .param("id", id)
                .param("value", value)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::profile)
                .optional();
    }

    private Profile profile(ResultSet row, int number) throws SQLException {
        return new Profile(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("display_name"),
                row.getInt("discount_percent"),
                row.getLong("version"),
                clock.instant());
    }
}
