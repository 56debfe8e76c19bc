package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.breakwater.paymentfallback.draining.PaymentServiceProperties;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Busy;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Decided;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Later;
import dev.breakwater.paymentfallback.review.DecisionOutcome.NotInReview;
import dev.breakwater.paymentfallback.review.DecisionOutcome.Unknown;
import dev.breakwater.web.InternalClients;
import dev.breakwater.web.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** payment-service's internal API for reviews, unguarded. */
@Component
class ReviewHttpClient implements Reviews {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final RestClient http;

    ReviewHttpClient(InternalClients clients, PaymentServiceProperties properties) {
        this.http = clients.to(properties.url().toString());
    }

    @Override
    public ReviewPage waiting(ReviewPage.Wanted wanted) {
        Waiting waiting = page("/internal/payments?status=IN_REVIEW", wanted, Waiting.class);
        return new ReviewPage(waiting.payments(), waiting.next());
    }

    @Override
    public ContradictionPage contradicted(ReviewPage.Wanted wanted) {
        Contradicted contradicted = page("/internal/contradictions", wanted, Contradicted.class);
        return new ContradictionPage(contradicted.payments(), contradicted.next());
    }

    private <T> T page(String list, ReviewPage.Wanted wanted, Class<T> type) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(list).queryParam("limit", wanted.limit());
        if (wanted.after() != null) {
            uri.queryParam("after", wanted.after());
        }
        return Objects.requireNonNull(
                http.get().uri(uri.build().toUriString()).retrieve().body(type));
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
        } catch (HttpClientErrorException.Conflict conflict) {
            return isAbout(conflict, ProblemType.REQUEST_IN_PROGRESS)
                    ? new Busy(retryAfter(conflict).orElse(SOON))
                    : afterwards(decision);
        } catch (HttpServerErrorException.ServiceUnavailable providerAway) {
            // without a time it is payment-service itself that is unwell
            return new Later(retryAfter(providerAway).orElseThrow(() -> providerAway));
        }
    }

    private static boolean isAbout(HttpClientErrorException conflict, ProblemType type) {
        Problem problem = conflict.getResponseBodyAs(Problem.class);
        return problem != null && type.uri().equals(problem.type());
    }

    private static Optional<Duration> retryAfter(HttpStatusCodeException answer) {
        HttpHeaders headers = answer.getResponseHeaders();
        return Optional.ofNullable(headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
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
    private record Contradicted(
            List<ContradictionPage.Contradiction> payments,
            @Nullable UUID next) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Payment(
            UUID orderId, String status, @Nullable String declineCode) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Problem(@Nullable URI type) {}

    private record Body(Decision.Verdict decision, String by, String note) {}
}
