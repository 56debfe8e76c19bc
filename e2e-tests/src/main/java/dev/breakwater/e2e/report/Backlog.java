package dev.breakwater.e2e.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What waited at one moment. Empty is what nobody could tell then.
 *
 * @param at seconds since the start of the run
 * @param queued payments in the queue, those among them that were received and are not settled
 * @param pending orders whose payment is to come, wherever it waits: in the queue or in an outbox
 * @param oldestSeconds for how long the oldest of these has waited; 0 if there is none
 */
public record Backlog(double at, OptionalLong queued, OptionalLong pending, OptionalDouble oldestSeconds) {}
