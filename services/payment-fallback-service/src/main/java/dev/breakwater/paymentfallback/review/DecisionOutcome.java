package dev.breakwater.paymentfallback.review;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a decision. */
sealed interface DecisionOutcome {

    /** It holds, by this request or by the same one before. */
    record Decided(String status, @Nullable String declineCode) implements DecisionOutcome {}

    /** The payment is not in review: decided otherwise, or settled meanwhile. */
    record NotInReview(String status) implements DecisionOutcome {}

    /** Another attempt of this payment is on its way; nothing was decided, and what comes of it may make a decision needless. */
    record Busy(Duration retryAfter) implements DecisionOutcome {}

    /** There is no such payment. */
    record Unknown() implements DecisionOutcome {}

    /** The provider is away; nothing was decided, and the payment is still in review. */
    record Later(Duration retryAfter) implements DecisionOutcome {}
}
