package dev.breakwater.order.settling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.order.book.PaymentState;
import dev.breakwater.order.book.StockState;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears what became of payments and reservations. Redelivered messages need no memory of their ids: a fact that is known already
 * changes nothing.
 */
@Component
class Outcomes {

    static final String PAYMENTS = "payment.outcomes";
    static final String INVENTORY = "inventory.outcomes";

    private final SettleOrder settle;
    private final ObjectMapper json;

    Outcomes(SettleOrder settle, ObjectMapper json) {
        this.settle = settle;
        this.json = json;
    }

    @KafkaListener(id = PAYMENTS, idIsGroup = false, topics = PAYMENTS)
    void paymentSettled(ConsumerRecord<String, String> entry) {
        PaymentOutcomeMessage message = read(entry, PaymentOutcomeMessage.class);
        UUID orderId = known(message.orderId(), "orderId");
        PaymentState state = known(message.status(), "status").state();
        if (message.status() == PaymentOutcomeMessage.Status.REFUNDED) {
            long sum = known(message.refundedMinor(), "refundedMinor");
            if (sum < 1) {
                throw new PoisonMessageException("The refundedMinor is " + sum + " but must be at least 1", null);
            }
            known(settle.learnRefund(orderId, sum), orderId);
            return;
        }
        known(settle.learn(orderId, state, message.declineCode()), orderId);
    }

    @KafkaListener(id = INVENTORY, idIsGroup = false, topics = INVENTORY)
    void stockSettled(ConsumerRecord<String, String> entry) {
        InventoryOutcomeMessage message = read(entry, InventoryOutcomeMessage.class);
        UUID orderId = known(message.orderId(), "orderId");
        switch (known(message.outcome(), "outcome")) {
            case RESERVED -> known(settle.learn(orderId, StockState.RESERVED, null), orderId);
            case INSUFFICIENT -> known(settle.learn(orderId, StockState.INSUFFICIENT, message.sku()), orderId);
            case BACKORDERED -> known(settle.learn(orderId, StockState.BACKORDERED, message.sku()), orderId);
            case RELEASED -> {
                // asked for by us when the order had come to its end
            }
        }
    }

    private <M> M read(ConsumerRecord<String, String> entry, Class<M> type) {
        try {
            // a tombstone is as null as the text "null"
            return known(json.readValue(Objects.requireNonNullElse(entry.value(), "null"), type), "content");
        } catch (JsonProcessingException e) {
            throw new PoisonMessageException("The message cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static <V> V known(@Nullable V value, String name) {
        if (value == null) {
            throw new PoisonMessageException("The message has no " + name, null);
        }
        return value;
    }

    /** An order is stored before anybody is asked anything about it, so an unknown one was never ours. */
    private static void known(boolean learnt, UUID orderId) {
        if (!learnt) {
            throw new PoisonMessageException("There is no order " + orderId, null);
        }
    }
}
