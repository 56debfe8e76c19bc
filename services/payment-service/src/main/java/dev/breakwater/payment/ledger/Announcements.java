package dev.breakwater.payment.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the world is told of a change, written to the outbox in the transaction that makes the change. */
@Component
class Announcements {

    static final String TOPIC = "payment.outcomes";
    private static final String OUTCOMES = "kafka:" + TOPIC;

    private final Outbox outbox;
    private final Clock clock;

    Announcements(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void announce(Payment payment, PaymentOutcome outcome) {
        UUID orderId = payment.charge().orderId();
        if (payment.status().isFinal()) {
            UUID id = UUID.randomUUID();
            outbox.add(id, OUTCOMES, orderId.toString(), Outcome.of(id, payment, clock.instant()));
        } else if (outcome instanceof PaymentOutcome.Queued queued && !queued.inQueue()) {
            handOver(orderId);
        }
    }

    /** Names the payment and nothing of it: what the queue is given is read, and opened, when it is sent. */
    void handOver(UUID orderId) {
        outbox.add(HandOver.DESTINATION, orderId.toString(), Map.of("orderId", orderId));
    }

    /** One message per refund: its id is the refund's. It tells the sum so far, so that one seen twice or too late does no harm. */
    void announceRefund(UUID refundId, Payment payment, long sumMinor) {
        UUID orderId = payment.charge().orderId();
        String provider = payment.provider().label();
        outbox.add(
                refundId,
                OUTCOMES,
                orderId.toString(),
                new Outcome(refundId, orderId, "REFUNDED", null, clock.instant(), provider, sumMinor));
    }

    /**
     * The message on the topic {@code payment.outcomes}.
     *
     * @param refundedMinor with REFUNDED alone: the sum of all refunds of the order so far
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            UUID messageId,
            UUID orderId,
            String status,
            @Nullable String declineCode,
            Instant occurredAt,
            String provider,
            @Nullable Long refundedMinor) {

        static Outcome of(UUID id, Payment payment, Instant now) {
            return new Outcome(
                    id,
                    payment.charge().orderId(),
                    payment.status().name(),
                    payment.declineCode(),
                    now,
                    payment.provider().label(),
                    null);
        }
    }
}
