package dev.breakwater.paymentfallback.queue;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import org.springframework.stereotype.Component;

/**
 * The payment queue behind the breaker {@code sqs}, for those who wait for the answer. There is no fallback here: this
 * service is the fallback, and its callers keep the payment in an outbox row until it is taken. Thread-safe.
 */
@Component
public class GuardedPaymentQueue {

    private final GuardedCall<QueuedPayment, QueuedPayment> publish;
    private final GuardedCall<QueueName, QueueDepth> depth;

    GuardedPaymentQueue(Guards guards, PaymentQueue queue) {
        publish = guards.on("sqs")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(payment -> {
                    queue.publish(payment);
                    return payment;
                });
        depth = guards.on("sqs")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(any -> queue.depth());
    }

    /**
     * Returns once the payment is durable in SQS. The same order twice is stored once.
     *
     * @throws DependencyUnavailableException if SQS is away
     */
    public void publish(QueuedPayment payment) {
        publish.with(payment);
    }

    /**
     * How much waits.
     *
     * @throws DependencyUnavailableException if SQS is away
     */
    public QueueDepth depth() {
        return depth.with(QueueName.PAYMENTS);
    }
}
