package dev.breakwater.order.notifying;

import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderStatus;
import dev.breakwater.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Mails about orders; they leave when the broker is there. Thread-safe. */
@Component
public class Notifications {

    static final String DESTINATION = "rabbitmq:notifications";

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final Outbox outbox;

    Notifications(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Tells the customer of the order's new status, which is not PLACED. In the caller's transaction. It may have had the status before,
     * so the news are of that version of the order.
     */
    public void tell(Order order) {
        Template template = template(order.status());
        send(order, template, template + ":" + order.version(), data(order));
    }

    /** Tells the customer of money that was given back. In the caller's transaction. */
    public void tellOfRefund(Order order, long refundMinor) {
        Map<String, Object> data = data(order);
        data.remove("reason");
        data.put("refundMinor", refundMinor);
        send(
                order,
                Template.REFUND_ISSUED,
                Template.REFUND_ISSUED + ":" + order.facts().refundedMinor(),
                data);
    }

    /**
     * Tells the customer that an order which was accepted is not carried out, since its key belongs to the other one. In the caller's
     * transaction. The same when it is told again: the first may have left already, and then its id is known to whoever sends it.
     */
    public void tellOfReusedKey(Order stored, Order refused) {
        Map<String, Object> data = data(refused);
        data.put("reason", "idempotency-key-reused");
        try {
            send(stored, Template.ORDER_REJECTED, Template.ORDER_REJECTED + ":" + refused.requestHash(), data);
        } catch (DuplicateKeyException waiting) {
            log.debug("That order {} is refused has not left yet, and is not told twice", refused.id());
        }
    }

    private void send(Order order, Template template, String event, Map<String, Object> data) {
        UUID eventId = eventId(order.id(), event);
        outbox.add(
                eventId,
                DESTINATION,
                order.id().toString(),
                new Notification(
                        eventId,
                        template,
                        order.customer().email(),
                        order.customer().name(),
                        order.customer().phone(),
                        order.id(),
                        data));
    }

    private static Map<String, Object> data(Order order) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("totalMinor", order.totalMinor());
        data.put("currency", order.currency());
        String reason = order.reason();
        if (reason != null) {
            data.put("reason", reason);
        }
        if (order.shipping() != null) {
            data.put("shipping", order.shipping());
        }
        return data;
    }

    private static Template template(OrderStatus status) {
        return switch (status) {
            case CONFIRMED -> Template.ORDER_CONFIRMED;
            case PAYMENT_PENDING -> Template.PAYMENT_PENDING;
            case PAYMENT_DECLINED -> Template.PAYMENT_DECLINED;
            case BACKORDERED -> Template.ORDER_BACKORDERED;
            case REJECTED -> Template.ORDER_REJECTED;
            case PLACED ->
                throw new IllegalArgumentException("There is nothing to tell of an order that is being placed");
        };
    }

    private static UUID eventId(UUID orderId, String event) {
        return UUID.nameUUIDFromBytes((orderId + ":" + event).getBytes(StandardCharsets.US_ASCII));
    }
}
