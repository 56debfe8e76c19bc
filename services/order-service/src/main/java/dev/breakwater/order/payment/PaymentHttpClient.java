package dev.breakwater.order.payment;

import dev.breakwater.order.remote.Answers;
import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.order.remote.UnexpectedAnswerException;
import dev.breakwater.web.InternalClients;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** payment-service over HTTP. */
@Component
class PaymentHttpClient {

    private static final String SERVICE = "payment-service";

    private final RestClient http;

    PaymentHttpClient(InternalClients clients, PaymentServices services) {
        http = clients.to(services.payment().toString());
    }

    /**
     * What payment-service has on record of the charge. A decline is an answer with status 200.
     *
     * @throws RefusedException when it will not have the charge: a disagreement between us and it, no answer about the card
     */
    PaymentOutcome charge(Charge charge) {
        return http.put()
                .uri("/internal/payments/{orderId}", charge.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ChargeBody.of(charge))
                .exchangeForRequiredValue((request, response) -> outcome(response));
    }

    private static PaymentOutcome outcome(ConvertibleClientHttpResponse response) throws IOException {
        PaymentView answer = Answers.read(SERVICE, response, PaymentView.class, HttpStatus.OK);
        if (answer.status() == null) {
            throw new UnexpectedAnswerException(SERVICE, "without a status");
        }
        return switch (answer.status()) {
            case CHARGED -> new PaymentOutcome.Charged();
            case DECLINED -> new PaymentOutcome.Declined(answer.declineCode());
            case QUEUED -> new PaymentOutcome.Queued();
            case IN_REVIEW -> new PaymentOutcome.InReview();
        };
    }

    record PaymentView(@Nullable Status status, @Nullable String declineCode) {}

    enum Status {
        CHARGED,
        DECLINED,
        QUEUED,
        IN_REVIEW
    }
}
