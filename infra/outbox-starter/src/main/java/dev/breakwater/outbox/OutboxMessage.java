package dev.breakwater.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored message on its way out. Immutable.
 *
 * @param id the same at every attempt, for the receiver's deduplication
 * @param destination the {@link OutboxChannel#destination()} it goes to
 * @param key what the message is about, such as an order's id; messages of one key keep their order
 * @param payload JSON
 * @param createdAt when the transaction stored it, to the millisecond
 */
public record OutboxMessage(UUID id, String destination, String key, String payload, Instant createdAt) {}
