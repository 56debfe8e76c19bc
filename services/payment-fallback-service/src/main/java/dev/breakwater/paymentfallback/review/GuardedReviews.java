package dev.breakwater.paymentfallback.review;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Reviews behind the breaker {@code payment-service}. There is no fallback: a decision about money that is not recorded is none, and the
 * payments lose nothing by waiting.
 */
@Service
class GuardedReviews {

    private static final Logger log = LoggerFactory.getLogger(GuardedReviews.class);

    private final GuardedCall<ReviewPage.Wanted, ReviewPage> waiting;
    private final GuardedCall<ReviewPage.Wanted, ContradictionPage> contradicted;
    private final GuardedCall<Decision, DecisionOutcome> decide;

    GuardedReviews(Guards guards, ReviewHttpClient reviews) {
        waiting = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(reviews::waiting);
        contradicted = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(reviews::contradicted);
        decide = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(reviews::decide);
    }

    /** @throws DependencyUnavailableException if payment-service is away */
    ReviewPage waiting(ReviewPage.Wanted wanted) {
        return waiting.with(wanted);
    }

    /** @throws DependencyUnavailableException if payment-service is away */
    ContradictionPage contradicted(ReviewPage.Wanted wanted) {
        return contradicted.with(wanted);
    }

    /**
     * Decides, and logs it without who decided and why: payment-service audits that.
     *
     * @throws DependencyUnavailableException if payment-service is away; the decision may hold all the same, and can be sent again
     */
    DecisionOutcome decide(Decision decision) {
        DecisionOutcome outcome = decide.with(decision);
        log.info("order {}: review decision {}: {}", decision.orderId(), decision.verdict(), outcome);
        return outcome;
    }
}
