package dev.breakwater.paymentfallback.draining;

import java.time.Duration;

/** What payment-service said to the wish to settle a payment. */
sealed interface SettlementResult {

    /** The payment is final: charged, declined or in review. */
    record Settled(String status) implements SettlementResult {}

    /** The provider is away; payment-service itself is well. */
    record Later(Duration retryAfter) implements SettlementResult {}

    /** payment-service will not settle this payment now, or not as it is; the next one may well be settled. */
    record Refused(String why) implements SettlementResult {}

    /** payment-service gave no answer. */
    record Unavailable(Duration retryAfter) implements SettlementResult {}
}
