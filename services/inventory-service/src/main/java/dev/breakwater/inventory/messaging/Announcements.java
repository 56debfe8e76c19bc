package dev.breakwater.inventory.messaging;

import dev.breakwater.inventory.messaging.AllocationCommand.Line;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores messages in the caller's transaction, to be published when Kafka is there. Thread-safe. */
@Component
public class Announcements {

    private final Outbox outbox;
    private final Clock clock;

    Announcements(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The warehouse shall hold what was promised of it. */
    public void allocate(String warehouse, UUID orderId, List<Quantity> items) {
        command(AllocationCommand.Type.ALLOCATE, warehouse, orderId, items);
    }

    /** The warehouse shall give back whatever it holds for the order. */
    public void release(String warehouse, UUID orderId) {
        command(AllocationCommand.Type.RELEASE, warehouse, orderId, List.of());
    }

    /** The order waits for new stock. */
    public void backOrder(UUID orderId, List<Quantity> items, String reason) {
        UUID id = UUID.randomUUID();
        outbox.add(
                id,
                KafkaOutboxChannel.destination(Topics.BACKORDERS),
                orderId.toString(),
                new BackOrder(id, orderId, lines(items), reason, clock.instant()));
    }

    /** For an outcome that no message asked for. */
    public void outcome(StockOutcome outcome) {
        outbox.add(
                outcome.messageId(),
                KafkaOutboxChannel.destination(Topics.OUTCOMES),
                outcome.orderId().toString(),
                outcome);
    }

    private void command(AllocationCommand.Type type, String warehouse, UUID orderId, List<Quantity> items) {
        UUID id = UUID.randomUUID();
        outbox.add(
                id,
                KafkaOutboxChannel.destination(Topics.ALLOCATIONS),
                warehouse,
                new AllocationCommand(id, type, orderId, warehouse, lines(items)));
    }

    private static List<Line> lines(List<Quantity> items) {
        return items.stream().map(item -> new Line(item.sku(), item.pieces())).toList();
    }

    record BackOrder(UUID messageId, UUID orderId, List<Line> lines, String reason, Instant occurredAt) {}
}
