package dev.breakwater.paymentfallback.draining;

import dev.breakwater.paymentfallback.queue.PaymentQueue;
import dev.breakwater.paymentfallback.queue.QueueName;
import dev.breakwater.paymentfallback.queue.ReceivedPayment;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands payments that used up their attempts to review. They leave the dead-letter queue when payment-service has recorded
 * that a person must look, or that they were settled meanwhile. It bypasses the breaker {@code sqs} as {@link Drain} does.
 */
final class DeadLetters implements Loop.Round {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MOST = 10;

    private final PaymentQueue queue;
    private final GuardedPaymentService payments;
    private final Duration pause;

    DeadLetters(PaymentQueue queue, GuardedPaymentService payments, DrainProperties properties, Speed speed) {
        this.queue = queue;
        this.payments = payments;
        this.pause = speed.divide(properties.deadLetters());
    }

    @Override
    public Duration run() {
        List<ReceivedPayment> dead = queue.receive(QueueName.DEAD, MOST);
        for (ReceivedPayment received : dead) {
            if (payments.review(received.payment())) {
                queue.delete(QueueName.DEAD, received);
                log.warn("order {} handed to review", received.payment().orderId());
            } // otherwise it becomes visible again and is tried for ever
        }
        return pause;
    }
}
