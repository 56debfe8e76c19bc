package dev.breakwater.user.profile;

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

    private final JdbcClient jdbc;
    private final Clock clock;

    ProfileRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Profile> find(UUID id) {
        return jdbc.sql("SELECT id, email, display_name FROM users WHERE id = :id")
                .param("id", id)
                .query(this::profile)
                .optional();
    }

    /** Empty when there is no such user. */
    Optional<Profile> rename(UUID id, String displayName) {
        return jdbc.sql("""
                        UPDATE users SET display_name = :displayName, updated_at = :now
                        WHERE id = :id RETURNING id, email, display_name""")
                .param("id", id)
                .param("displayName", displayName)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(this::profile)
                .optional();
    }

    private Profile profile(ResultSet row, int number) throws SQLException {
        return new Profile(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("display_name"),
                clock.instant());
    }
}
