package dev.breakwater.e2e.load;

/** What an answer was worth to the customer. Accepted is not paid, and a right refusal is not a failure. */
public enum Outcome {
    /** The right answer, given by the dependency itself: confirmed, declined, or refused for a good reason. */
    PRIMARY,
    /** A useful answer that a fallback gave, and marked as its own. */
    DEGRADED,
    /** The order is accepted and its payment waits. */
    QUEUED,
    /** No answer in time, an error, or wrong content. */
    FAILED
}
