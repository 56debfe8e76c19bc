package dev.breakwater.outbox;

/**
 * Brings the messages of one destination to it. A bean of the service, called by one thread at a time, which guards its call with
 * the breaker of its broker.
 */
public interface OutboxChannel {

    /** The name by which {@link Outbox#add} addresses the channel, such as {@code kafka:payment.outcomes}; at most 120 ASCII characters. */
    String destination();

    /**
     * Delivers the message and returns only when the other side has it for good. May be called again with a message that was
     * delivered before.
     *
     * @throws Exception when the message is not certainly there; it stays at the head of its destination and is sent again
     */
    void send(OutboxMessage message) throws Exception;
}
