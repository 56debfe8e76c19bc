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

/** payment-fallback-service over HTTP. */
@Component
class PaymentQueueHttpClient {

    private static final String SERVICE = "payment-fallback-service";

    private final RestClient http;

    PaymentQueueHttpClient(InternalClients clients, PaymentServices services) {
        http = clients.to(services.paymentFallback().toString());
    }

    /**
     * Returns once the charge is durably queued; idempotent.
     *
     * @throws RefusedException when it will not have the charge, now or later
     */
    PaymentOutcome queue(Charge charge) {
        return http.put()
                .uri("/internal/queued-payments/{orderId}", charge.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ChargeBody.of(charge))
                .exchangeForRequiredValue((request, response) -> queued(response));
    }

    private static PaymentOutcome queued(ConvertibleClientHttpResponse response) throws IOException {
        Accepted answer = Answers.read(SERVICE, response, Accepted.class, HttpStatus.ACCEPTED);
        if (!"QUEUED".equals(answer.status())) {
            throw new UnexpectedAnswerException(SERVICE, "without having queued");
        }
        return new PaymentOutcome.Queued();
    }

    record Accepted(@Nullable String status) {}
}
