package dev.breakwater.paymentfallback.queue;

import java.time.Duration;
import java.util.List;

/**
 * A durable queue that keeps the payments of one order in their order, and what was received too often apart. Thread-safe. Each
 * method throws when the queue is away.
 */
public interface PaymentQueue {

    /** Returns once the payment is durable. The same order twice in a short time is stored once. */
    void publish(QueuedPayment payment);

    /** Waits a moment for the first; at most {@code max}, 1 to 10. What is received is hidden from others until its visibility timeout is over. */
    List<ReceivedPayment> receive(QueueName queue, int max);

    /** For payments that are final in payment-service's record, and no others. */
    void delete(QueueName queue, ReceivedPayment received);

    /** Hides the payment for that long, whole seconds, at least one; its next receive counts as an attempt. */
    void postpone(QueueName queue, ReceivedPayment received, Duration howLong);

    /** How much waits; as of a moment ago. */
    QueueDepth depth();
}
