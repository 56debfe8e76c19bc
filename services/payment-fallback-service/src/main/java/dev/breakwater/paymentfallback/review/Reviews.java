package dev.breakwater.paymentfallback.review;

/** The payments in review, wherever they are kept. Thread-safe. */
interface Reviews {

    /** A page of those that wait, by order. */
    ReviewPage waiting(ReviewPage.Wanted wanted);

    /** A page of those whose books contradict each other, in whatever status, by order. */
    ContradictionPage contradicted(ReviewPage.Wanted wanted);

    /** Decides; the same decision again changes nothing and has the same outcome. */
    DecisionOutcome decide(Decision decision);
}
