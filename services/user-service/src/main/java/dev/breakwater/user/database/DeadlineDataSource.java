package dev.breakwater.user.database;

import dev.breakwater.resilience.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets no statement outlive the deadline of its thread: the socket of the borrowed connection waits no longer for the server, and the pool sets it back
 * when the connection returns.
 */
final class DeadlineDataSource extends DelegatingDataSource {

    private final Duration limit;

    /** @param limit the longest wait for an answer when the thread has no deadline, or a later one */
    DeadlineDataSource(DataSource pool, Duration limit) {
        super(pool);
        this.limit = limit;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, millis());
            return connection;
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    private int millis() throws SQLTimeoutException {
        Deadline deadline = Deadline.current();
        long left = deadline == null
                ? limit.toMillis()
                : Math.min(limit.toMillis(), deadline.remaining().toMillis());
        if (left <= 0) {
            throw new SQLTimeoutException("no time is left for a statement");
        }
        return Math.toIntExact(left);
    }
}
