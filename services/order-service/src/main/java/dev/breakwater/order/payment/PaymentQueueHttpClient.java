package dev.breakwater.order.payment;

import dev.breakwater.web.InternalClients;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** payment-fallback-service over HTTP. */
@Component
class PaymentQueueHttpClient {

    private final RestClient http;

    PaymentQueueHttpClient(InternalClients clients, PaymentServices services) {
        http = clients.to(services.paymentFallback().toString());
    }

    /** Returns once the charge is durably queued; idempotent. */
    PaymentOutcome queue(Charge charge) {
        http.put()
                .uri("/internal/queued-payments/{orderId}", charge.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ChargeBody.of(charge))
                .retrieve()
                .onStatus(HttpStatusCode::is4xxClientError, (request, response) -> {
                    throw new UnexpectedAnswerException("payment-fallback-service", response.getStatusCode());
                })
                .toBodilessEntity();
        return new PaymentOutcome.Queued();
    }
}
