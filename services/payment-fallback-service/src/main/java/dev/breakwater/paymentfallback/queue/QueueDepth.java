package dev.breakwater.paymentfallback.queue;

/**
 * How much is in the queues.
 *
 * @param depth payments that wait and could be received now
 * @param inFlight payments that were received and not settled: being settled, or postponed to a later attempt
 * @param deadLettered payments that used up their attempts and were not yet taken over by review
 */
public record QueueDepth(long depth, long inFlight, long deadLettered) {}
