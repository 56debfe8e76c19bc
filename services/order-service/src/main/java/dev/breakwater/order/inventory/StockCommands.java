package dev.breakwater.order.inventory;

import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Commands to inventory-service that reach it whenever it is there, in the sequence in which they were given. Thread-safe. */
@Component
public class StockCommands {

    static final String TOPIC = "inventory.commands";

    private final Outbox outbox;

    StockCommands(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In the caller's transaction. */
    void reserve(Reservation reservation) {
        send("RESERVE", reservation);
    }

    /** In the caller's transaction. Also right for stock that was never reserved: it then fences a late reservation. */
    public void release(Reservation reservation) {
        send("RELEASE", reservation);
    }

    private void send(String type, Reservation reservation) {
        UUID messageId = UUID.randomUUID();
        outbox.add(
                messageId,
                KafkaOutboxChannel.destination(TOPIC),
                reservation.orderId().toString(),
                new Command(messageId, type, reservation.orderId(), reservation.items()));
    }

    record Command(UUID messageId, String type, UUID orderId, List<Reservation.Line> items) {}
}
