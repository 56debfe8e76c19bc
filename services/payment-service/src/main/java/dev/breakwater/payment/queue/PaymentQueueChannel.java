package dev.breakwater.payment.queue;

import dev.breakwater.outbox.OutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.payment.ledger.HandOver;
import dev.breakwater.payment.ledger.HandOvers;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Hands held payments over to the payment queue as soon as payment-fallback-service takes them. The outbox names them and holds no token. */
@Component
class PaymentQueueChannel implements OutboxChannel {

    private final GuardedPaymentQueue queue;
    private final HandOvers handOvers;

    PaymentQueueChannel(GuardedPaymentQueue queue, HandOvers handOvers) {
        this.queue = queue;
        this.handOvers = handOvers;
    }

    @Override
    public String destination() {
        return HandOver.DESTINATION;
    }

    @Override
    public void send(OutboxMessage message) {
        UUID orderId = UUID.fromString(message.key());
        queue.put(orderId, handOvers.of(orderId));
    }
}
