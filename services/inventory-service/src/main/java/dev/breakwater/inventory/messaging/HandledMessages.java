package dev.breakwater.inventory.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers which messages took effect, in the transaction in which they do, and what was told of them. Thread-safe; every method
 * needs the caller's transaction.
 *
 * <p>The effect is in our database and the telling in Kafka's transaction, which may still fail. Then the message is read again at the
 * same place, and the same is told again. Read at another place it is a duplicate: of the first one, all is told.
 */
@Component
public class HandledMessages {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    HandledMessages(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A message that took effect.
     *
     * @param outcome null if there was nothing to tell
     */
    public record Handled(String place, @Nullable StockOutcome outcome) {

        /** What to tell of it now that it is read at this place. */
        public @Nullable StockOutcome toTellAt(String readAt) {
            return place.equals(readAt) ? outcome : null;
        }
    }

    public Optional<Handled> find(UUID messageId) {
        return jdbc.sql("select coalesce(place, ''), outcome from handled_commands where message_id = :message")
                .param("message", messageId)
                .query((row, n) -> new Handled(row.getString(1), read(row.getString(2))))
                .optional();
    }

    /**
     * Adds one.
     *
     * @throws org.springframework.dao.DuplicateKeyException if it took effect before, so that the caller's transaction has none
     */
    public void add(UUID messageId, UUID orderId, String place, @Nullable StockOutcome outcome) {
        jdbc.sql("insert into handled_commands (message_id, order_id, handled_at, place, outcome)"
                        + " values (:message, :order, :now, :place, :outcome)")
                .param("message", messageId)
                .param("order", orderId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("place", place)
                .param("outcome", outcome == null ? null : written(outcome))
                .update();
    }

    /** Forgets what the topics have forgotten. */
    public int forget(Instant before) {
        return jdbc.sql("delete from handled_commands where handled_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    String written(StockOutcome outcome) {
        try {
            return json.writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The outcome cannot be written as JSON", e);
        }
    }

    private @Nullable StockOutcome read(@Nullable String outcome) {
        try {
            return outcome == null ? null : json.readValue(outcome, StockOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outcome that we wrote cannot be read", e);
        }
    }
}
