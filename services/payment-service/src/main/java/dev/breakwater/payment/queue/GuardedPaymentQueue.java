package dev.breakwater.payment.queue;

import dev.breakwater.payment.ledger.HandOver;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.web.InternalClients;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The payment queue, which payment-fallback-service keeps, behind the breaker {@code payment-fallback-service}. */
@Component
@EnableConfigurationProperties(PaymentQueueProperties.class)
public class GuardedPaymentQueue {

    private final RestClient http;
    private final GuardedCall<Entry, Entry> put;

    GuardedPaymentQueue(Guards guards, InternalClients clients, PaymentQueueProperties properties) {
        http = clients.to(properties.url().toString());
        put = guards.on("payment-fallback-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(this::send);
    }

    /**
     * Returns once the payment is durable in the queue; the same order twice is queued once.
     *
     * @throws DependencyUnavailableException if it could not be queued, or nobody knows
     */
    public void put(UUID orderId, HandOver payment) {
        put.with(new Entry(orderId, payment));
    }

    private Entry send(Entry entry) {
        http.put()
                .uri("/internal/queued-payments/{orderId}", entry.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(entry.payment())
                .retrieve()
                .toBodilessEntity();
        return entry;
    }

    private record Entry(UUID orderId, HandOver payment) {}
}
