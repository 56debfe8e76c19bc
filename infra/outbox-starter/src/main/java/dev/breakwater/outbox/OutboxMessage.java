package dev.breakwater.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored message on its way out. Immutable.
 *
 * @param id the same at every attempt, for the receiver's deduplication
 * @param destination the {@link OutboxChannel#destination()} it goes to
 * @param key what the message is about, such as an order's id; messages of one key keep their order
 * @param payload JSON
 * @param createdAt when the transaction stored it, to the millisecond
 * @param traceParent of the trace that goes on with the receiver, to be sent along as {@value #TRACE_HEADER}
 */
public record OutboxMessage(
        UUID id,
        String destination,
        String key,
        String payload,
        Instant createdAt,
        @Nullable String traceParent) {

    /** The name that W3C gives it. */
    public static final String TRACE_HEADER = "traceparent";
}
