package dev.breakwater.payment.settling;

import dev.breakwater.payment.ledger.Payment;
import java.time.Duration;

/** What came of the attempt to bring a queued payment to its end. */
public sealed interface Settlement {

    /** The payment is in a final status. */
    record Settled(Payment payment) implements Settlement {}

    /**
     * Not this payment now: somebody else talks to its provider about it, or died doing so, or its provider is the bank and that
     * gives no answer. Says nothing about other payments.
     */
    record Busy(Duration retryAfter, String why) implements Settlement {}

    /** Nobody can know at present. Nothing is lost: ask again, not before {@code retryAfter} is over. */
    record Later(Duration retryAfter, String why) implements Settlement {}
}
