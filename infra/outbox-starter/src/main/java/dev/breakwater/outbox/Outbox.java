package dev.breakwater.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.CallTraces;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores messages in the transaction that makes them true, so that a message is published if and only if its transaction
 * commits. At least once, in the order of the commits of transactions that follow each other. Thread-safe.
 */
public final class Outbox {

    private final OutboxStore store;
    private final DataSource dataSource;
    private final ObjectMapper json;
    private final Clock clock;
    private final Set<String> destinations;
    private final Consumer<String> wakeUp;
    private final CallTraces traces;

    Outbox(
            OutboxStore store,
            DataSource dataSource,
            ObjectMapper json,
            Clock clock,
            Set<String> destinations,
            Consumer<String> wakeUp,
            CallTraces traces) {
        this.store = store;
        this.dataSource = dataSource;
        this.json = json;
        this.clock = clock;
        this.destinations = destinations;
        this.wakeUp = wakeUp;
        this.traces = traces;
    }

    /**
     * Stores a message under a new id.
     *
     * @param destination the {@link OutboxChannel#destination()} of a channel of this service
     * @param key what the message is about, 1 to 200 characters
     * @param payload written as JSON
     * @return the message's id
     * @throws IllegalStateException when the caller has no transaction on the outbox's database
     * @throws IllegalArgumentException when no channel has that destination, or the payload cannot be written as JSON
     */
    public UUID add(String destination, String key, Object payload) {
        UUID id = UUID.randomUUID();
        add(id, destination, key, payload);
        return id;
    }

    /** As {@link #add(String, String, Object)} under an id of the caller's, who can then repeat it inside the payload. */
    public void add(UUID id, String destination, String key, Object payload) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalStateException("A message for " + destination
                    + " was added outside of a transaction: it could be published though what it says never happened");
        }
        if (!destinations.contains(destination)) {
            throw new IllegalArgumentException(
                    "No channel publishes to " + destination + ", only to " + destinations + ": it would never leave");
        }
        store.insert(new OutboxMessage(id, destination, key, written(payload), clock.instant(), traces.traceParent()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUp.accept(destination);
            }
        });
    }

    private String written(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The payload cannot be written as JSON", e);
        }
    }
}
