package dev.breakwater.e2e.local;

import dev.breakwater.e2e.run.Shop.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The role that payment-service works as: it owns no table, so it cannot drop what guards the audit log. */
final class ApplicationRole {

    static final String NAME = "payments_app";

    private ApplicationRole() {}

    /** @param password of hexadecimal digits */
    static void create(Database database, String password) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login password '" + password + "'");
        }
    }
}
