package dev.breakwater.paymentfallback.draining;

import dev.breakwater.paymentfallback.draining.SettlementResult.Later;
import dev.breakwater.paymentfallback.draining.SettlementResult.Settled;
import dev.breakwater.paymentfallback.draining.SettlementResult.Unavailable;
import dev.breakwater.paymentfallback.queue.PaymentQueue;
import dev.breakwater.paymentfallback.queue.QueueName;
import dev.breakwater.paymentfallback.queue.ReceivedPayment;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the payment queue, round by round. A round begins with the question whether the provider is there: a receive is
 * spent on a real attempt or it is wasted, and after the last one a person must look. After trouble the drain goes one by
 * one until it has seen the provider answer a few times.
 *
 * <p>Its own calls of the queue bypass the breaker {@code sqs}, on purpose: that breaker protects those who wait for an answer. Here nobody
 * waits, a handful of threads at most are inside, each call ends at {@code breakwater.sqs.call-timeout}, and {@link Loop} pauses after a
 * failed one. In the breaker's window its idle polls, which succeed all day, would hide that publishing fails.
 *
 * <p>Killed at any point, it loses nothing: a payment is deleted when payment-service has called it final, and not before.
 */
final class Drain implements Loop.Round {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final PaymentQueue queue;
    private final GuardedPaymentService payments;
    private final DrainProperties properties;
    private final Speed speed;
    private final Clock clock;
    private final Executor workers;
    private int careful;

    Drain(
            PaymentQueue queue,
            GuardedPaymentService payments,
            DrainProperties properties,
            Speed speed,
            Clock clock,
            Executor workers) {
        this.queue = queue;
        this.payments = payments;
        this.properties = properties;
        this.speed = speed;
        this.clock = clock;
        this.workers = workers;
        this.careful = properties.careful();
    }

    @Override
    public Duration run() {
        Duration away = payments.providerAway();
        if (!away.isZero()) {
            careful = properties.careful();
            return away;
        }
        Instant begun = clock.instant();
        List<ReceivedPayment> batch = queue.receive(QueueName.PAYMENTS, careful > 0 ? 1 : properties.concurrency());
        Duration trouble = settle(batch);
        careful = trouble.isZero() ? Math.max(0, careful - batch.size()) : properties.careful();
        return longer(trouble, pace(batch.size(), Duration.between(begun, clock.instant())));
    }

    /** Returns how long the drain must pause for what happened; zero if all is well. */
    private Duration settle(List<ReceivedPayment> batch) {
        List<CompletableFuture<Duration>> settlements = batch.stream()
                .map(received -> CompletableFuture.supplyAsync(() -> settle(received), workers))
                .toList();
        return settlements.stream().map(CompletableFuture::join).reduce(Duration.ZERO, Drain::longer);
    }

    private Duration settle(ReceivedPayment received) {
        SettlementResult result = payments.settle(received.payment());
        if (result instanceof Settled settled) {
            queue.delete(QueueName.PAYMENTS, received);
            log.debug("order {} settled: {}", received.payment().orderId(), settled.status());
            return Duration.ZERO;
        }
        Duration wait = speed.divide(properties.backOffAfter(received.receiveCount()));
        log.info(
                "order {} not settled at attempt {}: {}",
                received.payment().orderId(),
                received.receiveCount(),
                result);
        queue.postpone(QueueName.PAYMENTS, received, wait);
        if (result instanceof Later later) {
            return later.retryAfter();
        }
        // A refusal says something about this payment, and nothing about the next.
        return result instanceof Unavailable unavailable ? unavailable.retryAfter() : Duration.ZERO;
    }

    private Duration pace(int settlements, Duration took) {
        Duration due =
                speed.divide(Duration.ofSeconds(1)).multipliedBy(settlements).dividedBy(properties.perSecond());
        return longer(due.minus(took), Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
