package dev.breakwater.paymentfallback.draining;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.paymentfallback.draining.SettlementResult.Later;
import dev.breakwater.paymentfallback.draining.SettlementResult.Refused;
import dev.breakwater.paymentfallback.draining.SettlementResult.Settled;
import dev.breakwater.paymentfallback.queue.QueuedPayment;
import dev.breakwater.web.InternalClients;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** payment-service over HTTP, unguarded. Its answers are values; what says that it is not well is an exception. */
@Component
class PaymentServiceClient {

    private static final Logger log = LoggerFactory.getLogger(PaymentServiceClient.class);

    private final RestClient http;

    PaymentServiceClient(InternalClients clients, PaymentServiceProperties properties) {
        this.http = clients.to(properties.url().toString());
    }

    Provider provider() {
        return Objects.requireNonNull(
                http.get().uri("/internal/provider").retrieve().body(Provider.class));
    }

    SettlementResult settle(QueuedPayment payment) {
        try {
            return new Settled(post("settlement", payment.orderId(), Body.of(payment, null))
                    .status());
        } catch (HttpServerErrorException.ServiceUnavailable providerAway) {
            HttpHeaders headers = providerAway.getResponseHeaders();
            String retryAfter = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
            if (retryAfter == null) {
                throw providerAway; // then it is payment-service itself that is unwell
            }
            return new Later(Duration.ofSeconds(Long.parseLong(retryAfter)));
        } catch (HttpClientErrorException.Conflict | HttpClientErrorException.BadRequest refused) {
            return new Refused(refused.getResponseBodyAsString());
        }
    }

    /** Whether payment-service has taken the payment over, for a person or because it is settled. */
    boolean review(QueuedPayment payment) {
        try {
            Answer answer = post("review", payment.orderId(), Body.of(payment, "no settlement after the last attempt"));
            return !answer.status().isBlank();
        } catch (HttpClientErrorException.Conflict | HttpClientErrorException.BadRequest refused) {
            log.error("order {} contradicts its payment: {}", payment.orderId(), refused.getResponseBodyAsString());
            return false;
        }
    }

    private Answer post(String what, UUID orderId, Body body) {
        return Objects.requireNonNull(http.post()
                .uri("/internal/payments/{orderId}/{what}", orderId, what)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(Answer.class));
    }

    /** @param retryAfterMs 0 when a probe would be let through */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Provider(boolean available, long retryAfterMs) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Answer(String status) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            UUID userId,
            long amountMinor,
            String currency,
            String paymentMethod,
            @Nullable String reason) {

        static Body of(QueuedPayment payment, @Nullable String reason) {
            return new Body(
                    payment.userId(), payment.amountMinor(), payment.currency(), payment.paymentMethod(), reason);
        }
    }
}
