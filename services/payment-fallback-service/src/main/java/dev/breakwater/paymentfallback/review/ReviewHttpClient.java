package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.breakwater.paymentfallback.draining.PaymentServiceProperties;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Decided;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Later;
import dev.breakwater.paymentfallback.review.DecisionOutcome.NotInReview;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Unknown;
import dev.breakwater.web.InternalClients;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** payment-service's internal API for reviews, unguarded. */
@Component
class ReviewHttpClient implements Reviews {

    private static final String IN_REVIEW = "IN_REVIEW";

    private final RestClient http;

    ReviewHttpClient(InternalClients clients, PaymentServiceProperties properties) {
        this.http = clients.to(properties.url().toString());
    }

    @Override
    public ReviewPage waiting(ReviewPage.Wanted wanted) {
        Waiting waiting = Objects.requireNonNull(http.get()
                .uri(uri -> {
                    uri.path("/internal/payments")
                            .queryParam("status", IN_REVIEW)
                            .queryParam("limit", wanted.limit());
                    return wanted.after() == null
                            ? uri.build()
                            : uri.queryParam("after", "{after}").build(wanted.after());
                })
                .retrieve()
                .body(Waiting.class));
        return new ReviewPage(waiting.payments(), waiting.next());
    }

    @Override
    public DecisionOutcome decide(Decision decision) {
        try {
            Payment payment = Objects.requireNonNull(http.post()
                    .uri("/internal/payments/{orderId}/review-decision", decision.orderId())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Body(decision.verdict(), decision.by(), decision.note()))
                    .retrieve()
                    .body(Payment.class));
            return new Decided(payment.status(), payment.declineCode());
        } catch (HttpClientErrorException.NotFound unknown) {
            return new Unknown();
        } catch (HttpClientErrorException.Conflict notInReview) {
            return afterwards(decision);
        } catch (HttpServerErrorException.ServiceUnavailable providerAway) {
            HttpHeaders headers = providerAway.getResponseHeaders();
            String retryAfter = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
            if (retryAfter == null) {
                throw providerAway; // then it is payment-service itself that is unwell
            }
            return new Later(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
    }

    /**
     * A payment is not in review any more when its answer got lost and the operator asks again, and also when a colleague was quicker. What
     * became of it tells whether this decision is the one that holds.
     */
    private DecisionOutcome afterwards(Decision decision) {
        Payment payment = Objects.requireNonNull(http.get()
                .uri("/internal/payments/{orderId}", decision.orderId())
                .retrieve()
                .body(Payment.class));
        return decision.verdict().isWhatHappened(payment.status(), payment.declineCode())
                ? new Decided(payment.status(), payment.declineCode())
                : new NotInReview(payment.status());
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Waiting(List<Review> payments, @Nullable UUID next) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Payment(
            UUID orderId, String status, @Nullable String declineCode) {}

    private record Body(Decision.Verdict decision, String by, String note) {}
}
