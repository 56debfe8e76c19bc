package dev.breakwater.order.payment;

import dev.breakwater.web.InternalClients;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** payment-service over HTTP. */
@Component
class PaymentHttpClient {

    private final RestClient http;

    PaymentHttpClient(InternalClients clients, PaymentServices services) {
        http = clients.to(services.payment().toString());
    }

    PaymentOutcome charge(Charge charge) {
        PaymentView answer = Objects.requireNonNull(http.put()
                .uri("/internal/payments/{orderId}", charge.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ChargeBody.of(charge))
                .retrieve()
                .onStatus(HttpStatusCode::is4xxClientError, (request, response) -> {
                    // A decline is an answer with status 200. A refusal is a disagreement between us and
                    // payment-service, not an
                    // answer about the card: it counts as a failure, and settlement finds out.
                    throw new UnexpectedAnswerException("payment-service", response.getStatusCode());
                })
                .body(PaymentView.class));
        return switch (answer.status()) {
            case CHARGED -> new PaymentOutcome.Charged();
            case DECLINED -> new PaymentOutcome.Declined(answer.declineCode());
            case QUEUED -> new PaymentOutcome.Queued();
            case IN_REVIEW -> new PaymentOutcome.InReview();
        };
    }

    record PaymentView(Status status, @Nullable String declineCode) {}

    enum Status {
        CHARGED,
        DECLINED,
        QUEUED,
        IN_REVIEW
    }
}
