package dev.breakwater.paymentfallback.queue;

import java.time.Instant;

/**
 * A queued payment that was received and is ours until its visibility timeout is over.
 *
 * @param receipt what the queue wants to see when the message is deleted or postponed
 * @param receiveCount how often it was received, this time included
 */
public record ReceivedPayment(QueuedPayment payment, String receipt, int receiveCount, Instant sentAt) {}
