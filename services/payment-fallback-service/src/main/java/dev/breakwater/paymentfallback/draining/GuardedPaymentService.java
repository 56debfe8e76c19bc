package dev.breakwater.paymentfallback.draining;

import dev.breakwater.paymentfallback.draining.SettlementResult.Unavailable;
import dev.breakwater.paymentfallback.queue.QueuedPayment;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Speed;
import dev.breakwater.resilience.Trouble;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** payment-service as the drain sees it, behind the breaker {@code payment-service}. Nothing here throws for its absence. */
@Component
class GuardedPaymentService {

    private static final Logger log = LoggerFactory.getLogger(GuardedPaymentService.class);

    private final GuardedCall<QueuedPayment, SettlementResult> settle;
    private final GuardedCall<QueuedPayment, Boolean> review;
    private final GuardedCall<Duration, Duration> providerAway;
    private final Duration retry;

    GuardedPaymentService(Guards guards, PaymentServiceClient client, DrainProperties properties, Speed speed) {
        retry = speed.divide(properties.retry());
        settle = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(client::settle)
                .orElse("keepQueued", this::keepQueued);
        review = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .<QueuedPayment, Boolean>call(client::review)
                .orElse("keepDeadLettered", this::keepDeadLettered);
        providerAway = guards.on("payment-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .<Duration, Duration>call(whenUnsaid -> away(client.provider(), whenUnsaid))
                .orElse("assumeAway", (whenUnsaid, why) -> whenUnsaid);
    }

    SettlementResult settle(QueuedPayment payment) {
        return settle.with(payment);
    }

    /** Whether payment-service has taken the payment over. */
    boolean review(QueuedPayment payment) {
        return review.with(payment);
    }

    /** How long the provider will at least be away as far as payment-service knows; zero if it may be asked now. */
    Duration providerAway() {
        return providerAway.with(retry);
    }

    private SettlementResult keepQueued(QueuedPayment payment, Trouble why) {
        return new Unavailable(retry);
    }

    private Boolean keepDeadLettered(QueuedPayment payment, Trouble why) {
        log.warn("order {} stays in the dead-letter queue: {}", payment.orderId(), why);
        return false;
    }

    private static Duration away(PaymentServiceClient.Provider provider, Duration whenUnsaid) {
        if (provider.available()) {
            return Duration.ZERO;
        }
        return provider.retryAfterMs() > 0 ? Duration.ofMillis(provider.retryAfterMs()) : whenUnsaid;
    }
}
