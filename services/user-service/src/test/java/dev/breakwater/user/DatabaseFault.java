package dev.breakwater.user;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The ways in which the primary fails a service, each a real one. */
enum DatabaseFault {
    CRASH {
        @Override
        AutoCloseable begin(RunningService service) {
            Stack.PRIMARY.kill();
            return Stack.PRIMARY::start;
        }
    },
    HANG {
        @Override
        AutoCloseable begin(RunningService service) {
            Stack.PRIMARY.suspend();
            return Stack.PRIMARY::resume;
        }
    },
    /** Every statement is answered with an error: an operator has renamed the table. */
    ERROR {
        @Override
        AutoCloseable begin(RunningService service) throws SQLException {
            Connection operator = connect();
            operator.createStatement().execute("ALTER TABLE users RENAME TO users_elsewhere");
            return () -> {
                operator.createStatement().execute("ALTER TABLE users_elsewhere RENAME TO users");
                operator.close();
            };
        }
    },
    /** Somebody holds the table: every statement waits longer than it may run, and the server ends it. */
    SLOW {
        @Override
        AutoCloseable begin(RunningService service) throws SQLException {
            return lockUsers();
        }
    },
    /** The database is well, but every connection of the pool is taken. */
    POOL_EXHAUSTED {
        @Override
        AutoCloseable begin(RunningService service) throws SQLException {
            List<Connection> taken = new ArrayList<>();
            for (int i = 0; i < POOL_SIZE; i++) {
                taken.add(service.bean(DataSource.class).getConnection());
            }
            return () -> {
                for (Connection connection : taken) {
                    connection.close();
                }
            };
        }
    };

    static final int POOL_SIZE = 4;

    /** What begins now ends when that is closed. */
    abstract AutoCloseable begin(RunningService service) throws Exception;

    static Connection lockUsers() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(Stack.URL, Stack.PRIMARY.username(), Stack.PRIMARY.password());
    }
}
