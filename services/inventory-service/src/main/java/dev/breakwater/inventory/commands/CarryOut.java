package dev.breakwater.inventory.commands;

import dev.breakwater.inventory.commands.CommandOutcome.Outcome;
import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.reserving.Reservation;
import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Released;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.reserving.Reservations;
import dev.breakwater.outbox.KafkaOutboxChannel;
import dev.breakwater.outbox.Outbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out a command once: its effect, the memory of it and the outcome to be told are one transaction. */
@Component
class CarryOut {

    private static final String OUTCOMES = KafkaOutboxChannel.destination(TopicsConfiguration.OUTCOMES);

    private final InventoryDatabase database;
    private final HandledCommands handled;
    private final Reservations reservations;
    private final Outbox outbox;

    CarryOut(InventoryDatabase database, HandledCommands handled, Reservations reservations, Outbox outbox) {
        this.database = database;
        this.handled = handled;
        this.reservations = reservations;
        this.outbox = outbox;
    }

    /**
     * Does what the command says, unless it did before.
     *
     * @return false if the command took effect before
     * @throws UnusableCommandException if the order holds other items; nothing is written then
     */
    boolean carryOut(InventoryCommand command) {
        return database.inTransaction(() -> {
            if (!handled.add(command)) {
                return false;
            }
            CommandOutcome outcome =
                    switch (command.type()) {
                        case RESERVE -> reserve(command);
                        case RELEASE -> release(command);
                    };
            outbox.add(outcome.messageId(), OUTCOMES, command.orderId().toString(), outcome);
            return true;
        });
    }

    private CommandOutcome reserve(InventoryCommand command) {
        Reservation reservation = reservations.reserve(command.orderId(), command.quantities());
        if (reservation instanceof OtherItems) {
            throw new UnusableCommandException("the order holds other items");
        }
        if (reservation instanceof Insufficient lack) {
            return outcome(command, Outcome.INSUFFICIENT, lack.sku());
        }
        if (reservation instanceof UnknownProduct unknown) {
            // We have none of it. An order that waits for an answer must get one.
            return outcome(command, Outcome.INSUFFICIENT, unknown.sku());
        }
        return outcome(command, reservation instanceof Released ? Outcome.RELEASED : Outcome.RESERVED, null);
    }

    private CommandOutcome release(InventoryCommand command) {
        reservations.release(command.orderId());
        return outcome(command, Outcome.RELEASED, null);
    }

    private static CommandOutcome outcome(InventoryCommand command, Outcome outcome, @Nullable String sku) {
        return new CommandOutcome(UUID.randomUUID(), command.orderId(), outcome, sku);
    }
}
