package dev.breakwater.order.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is particular to the order database.
 *
 * @param replicaUrl JDBC URL of a read-only replica, with the primary's user; empty for none
 * @param slowStatement from when on a statement is logged as slow, without the values of its parameters; 1 ms or more
 */
@ConfigurationProperties("breakwater.order-db")
record DatabaseProperties(
        @DefaultValue("") String replicaUrl,
        @DefaultValue("500ms") Duration slowStatement) {

    DatabaseProperties {
        if (slowStatement.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "breakwater.order-db.slow-statement is " + slowStatement + " but must be at least 1 ms");
        }
    }
}
