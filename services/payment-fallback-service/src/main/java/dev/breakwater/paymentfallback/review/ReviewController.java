package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Busy;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Decided;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Later;
import dev.breakwater.paymentfallback.review.DecisionOutcome.NotInReview;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Unknown;
import dev.breakwater.web.CurrentUser;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operators: the payments in review, and what becomes of them. */
@RestController
@RequestMapping("/api/reviews")
class ReviewController {

    private final GuardedReviews reviews;

    ReviewController(GuardedReviews reviews) {
        this.reviews = reviews;
    }

    /** A page of the payments that wait for a decision, by order. */
    @GetMapping
    ReviewPage waiting(
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return reviews.waiting(new ReviewPage.Wanted(limit, after));
    }

    /** A page of the payments about which the provider's books say something else than ours, by order. There is nothing to decide: see the runbook. */
    @GetMapping("/contradictions")
    ContradictionPage contradicted(
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return reviews.contradicted(new ReviewPage.Wanted(limit, after));
    }

    /** Settles the payment: charged unless the provider says that it was, or declines. Idempotent. */
    @PostMapping("/{orderId}/approve")
    Answer approve(@PathVariable UUID orderId, @Valid @RequestBody Note note, CurrentUser operator) {
        return decide(orderId, Decision.Verdict.APPROVE, note, operator);
    }

    /** Ends the payment, and the order with it. Idempotent. */
    @PostMapping("/{orderId}/reject")
    Answer reject(@PathVariable UUID orderId, @Valid @RequestBody Note note, CurrentUser operator) {
        return decide(orderId, Decision.Verdict.REJECT, note, operator);
    }

    private Answer decide(UUID orderId, Decision.Verdict verdict, Note note, CurrentUser operator) {
        DecisionOutcome outcome =
                reviews.decide(new Decision(orderId, verdict, operator.id().toString(), note.note()));
        if (outcome instanceof Decided decided) {
            return new Answer(orderId, decided.status(), decided.declineCode());
        }
        throw problem(orderId, outcome);
    }

    private static ProblemException problem(UUID orderId, DecisionOutcome outcome) {
        if (outcome instanceof NotInReview other) {
            return new ProblemException(
                    ProblemType.NOT_IN_REVIEW,
                    "The payment is not in review; it is " + other.status(),
                    Map.of("orderId", orderId, "status", other.status()));
        }
        if (outcome instanceof Busy busy) {
            return new ProblemException(
                            ProblemType.REQUEST_IN_PROGRESS,
                            "Another attempt of this payment is on its way; nothing was decided",
                            Map.of("orderId", orderId))
                    .retryAfter(busy.retryAfter());
        }
        if (outcome instanceof Later later) {
            return new ProblemException(
                            ProblemType.DEPENDENCY_UNAVAILABLE, "The payment provider is away; nothing was decided")
                    .retryAfter(later.retryAfter());
        }
        return outcome instanceof Unknown
                ? new ProblemException(ProblemType.NOT_FOUND, "There is no payment for this order")
                : new ProblemException(ProblemType.INTERNAL_ERROR, "The decision had no outcome");
    }

    /** @param note why, 1 to 500 characters */
    record Note(@NotBlank @Size(max = 500) String note) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(UUID orderId, String status, @Nullable String declineCode) {}
}
