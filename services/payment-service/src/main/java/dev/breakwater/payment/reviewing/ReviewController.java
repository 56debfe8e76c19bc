package dev.breakwater.payment.reviewing;

import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.reviewing.WaitingReviews.Contradiction;
import dev.breakwater.payment.reviewing.WaitingReviews.Review;
import dev.breakwater.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments that a person must decide about, for payment-fallback-service. */
@RestController
class ReviewController {

    private final WaitingReviews reviews;
    private final DecideReview deciding;

    ReviewController(WaitingReviews reviews, DecideReview deciding) {
        this.reviews = reviews;
        this.deciding = deciding;
    }

    /** @param next what to send as {@code after} for the page that follows; null on the last page */
    record Page(List<Review> payments, @Nullable UUID next) {}

    /** @param next as in {@link Page} */
    record ContradictedPage(
            List<Contradiction> payments, @Nullable UUID next) {}

    record Decided(
            UUID orderId,
            String status,
            @Nullable String declineCode,
            @Nullable String providerPaymentId) {}

    @GetMapping("/internal/payments")
    Page waiting(
            @RequestParam String status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        if (!status.equals("IN_REVIEW")) {
            throw ProblemException.invalid("status", status, "IN_REVIEW", "must be IN_REVIEW");
        }
        List<Review> found = reviews.after(after, limit);
        UUID next = found.size() < limit ? null : found.get(found.size() - 1).orderId();
        return new Page(found, next);
    }

    /** In whatever status: nothing changed it, and only a person can say which book is right. */
    @GetMapping("/internal/contradictions")
    ContradictedPage contradicted(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        List<Contradiction> found = reviews.contradictedAfter(after, limit);
        UUID next = found.size() < limit ? null : found.get(found.size() - 1).orderId();
        return new ContradictedPage(found, next);
    }

    /** 409 not-in-review once it is decided; 503 with {@code Retry-After} while the provider cannot be asked. */
    @PostMapping("/internal/payments/{orderId}/review-decision")
    Decided decide(@PathVariable UUID orderId, @Valid @RequestBody ReviewDecision decision) {
        Payment payment = deciding.decide(orderId, decision);
        return new Decided(orderId, payment.status().name(), payment.declineCode(), payment.providerPaymentId());
    }
}
