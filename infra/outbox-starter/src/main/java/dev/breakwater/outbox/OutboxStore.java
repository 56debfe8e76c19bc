package dev.breakwater.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The two tables. Its statements run alike on PostgreSQL, MySQL and MariaDB. */
final class OutboxStore {

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(OutboxMessage message) {
        jdbc.sql(
                        "INSERT INTO outbox (id, destination, message_key, payload, created_at, trace_parent) VALUES (?, ?, ?, ?, ?, ?)")
                .param(message.id().toString())
                .param(message.destination())
                .param(message.key())
                .param(message.payload())
                .param(message.createdAt().toEpochMilli())
                .param(message.traceParent())
                .update();
    }

    /** Makes sure that there is something to lock. */
    void ensureLease(String destination) {
        if (jdbc.sql("SELECT destination FROM outbox_lease WHERE destination = ?")
                .param(destination)
                .query(String.class)
                .optional()
                .isPresent()) {
            return;
        }
        try {
            jdbc.sql("INSERT INTO outbox_lease (destination) VALUES (?)")
                    .param(destination)
                    .update();
        } catch (DuplicateKeyException anotherInstanceWasFaster) {
            // it is there, which is what was asked for
        }
    }

    /** Whether the caller's transaction now holds the destination; false at once when another relay does. */
    boolean lead(String destination) {
        return jdbc.sql("SELECT destination FROM outbox_lease WHERE destination = ? FOR UPDATE SKIP LOCKED")
                .param(destination)
                .query(String.class)
                .optional()
                .isPresent();
    }

    List<OutboxMessage> oldest(String destination, int count) {
        return jdbc.sql(
                        "SELECT id, message_key, payload, created_at, trace_parent FROM outbox WHERE destination = ? ORDER BY seq LIMIT ?")
                .param(destination)
                .param(count)
                .query((row, number) -> new OutboxMessage(
                        UUID.fromString(row.getString("id")),
                        destination,
                        row.getString("message_key"),
                        row.getString("payload"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getString("trace_parent")))
                .list();
    }

    /** By id, never by "everything up to": a transaction that began earlier may commit a lower number later. */
    void delete(List<UUID> published) {
        jdbc.sql("DELETE FROM outbox WHERE id IN (:ids)")
                .param("ids", published.stream().map(UUID::toString).toList())
                .update();
    }

    long pending(String destination) {
        return jdbc.sql("SELECT COUNT(*) FROM outbox WHERE destination = ?")
                .param(destination)
                .query(Long.class)
                .single();
    }
}
