package dev.breakwater.payment.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.outbox.OutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.payment.ledger.HandOver;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Hands held payments over to the payment queue as soon as payment-fallback-service takes them. */
@Component
class PaymentQueueChannel implements OutboxChannel {

    private final GuardedPaymentQueue queue;
    private final ObjectMapper json;

    PaymentQueueChannel(GuardedPaymentQueue queue, ObjectMapper json) {
        this.queue = queue;
        this.json = json;
    }

    @Override
    public String destination() {
        return HandOver.DESTINATION;
    }

    @Override
    public void send(OutboxMessage message) throws Exception {
        queue.put(UUID.fromString(message.key()), json.readValue(message.payload(), HandOver.class));
    }
}
