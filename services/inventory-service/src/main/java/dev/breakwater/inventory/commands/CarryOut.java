package dev.breakwater.inventory.commands;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.messaging.HandledMessages;
import dev.breakwater.inventory.messaging.HandledMessages.Handled;
import dev.breakwater.inventory.messaging.StockOutcome;
import dev.breakwater.inventory.messaging.StockOutcome.Kind;
import dev.breakwater.inventory.messaging.UnusableMessageException;
import dev.breakwater.inventory.reserving.Reservation;
import dev.breakwater.inventory.reserving.Reservation.BackOrdered;
import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.reserving.Reservation.BeingWorkedOn;
import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.reserving.Reservations;
import dev.breakwater.inventory.reserving.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out a command. Its effect is idempotent; the memory of it and of its outcome is one transaction. Thread-safe. */
@Component
class CarryOut {

    private final InventoryDatabase database;
    private final HandledMessages handled;
    private final Reservations reservations;
    private final Told told;

    CarryOut(InventoryDatabase database, HandledMessages handled, Reservations reservations, Told told) {
        this.database = database;
        this.handled = handled;
        this.reservations = reservations;
        this.told = told;
    }

    /**
     * Does what the command says, unless it did before.
     *
     * @param place where it was read
     * @return what is to be told of it, null if there is nothing: it was told before, or will be when a warehouse has confirmed it
     * @throws UnusableMessageException if the order holds other items; nothing is written then
     */
    @Nullable
    StockOutcome carryOut(InventoryCommand command, String place) {
        Optional<Handled> before = database.inTransaction(() -> handled.find(command.messageId()));
        if (before.isPresent()) {
            return before.get().toTellAt(place);
        }
        StockOutcome outcome =
                switch (command.type()) {
                    case RESERVE -> reserve(command);
                    case RELEASE -> release(command);
                };
        return database.inTransaction(() -> {
            StockOutcome toTell = told.once(outcome);
            handled.add(command.messageId(), command.orderId(), place, toTell);
            return toTell;
        });
    }

    private @Nullable StockOutcome reserve(InventoryCommand command) {
        Reservation reservation = reservations.reserve(command.orderId(), command.quantities(), false);
        if (reservation instanceof OtherItems) {
            throw new UnusableMessageException("the order holds other items");
        }
        if (reservation instanceof BeingWorkedOn) {
            throw new IllegalStateException("somebody else is asking the warehouses for order " + command.orderId());
        }
        if (reservation instanceof Reserved reserved) {
            // An estimate is no outcome yet: it is told when the warehouse has confirmed it, or could not.
            return reserved.basis() == Basis.ESTIMATED ? null : outcome(command, Kind.RESERVED, null);
        }
        if (reservation instanceof Insufficient lack) {
            return outcome(command, Kind.INSUFFICIENT, lack.sku());
        }
        if (reservation instanceof UnknownProduct unknown) {
            // We have none of it. An order that waits for an answer must get one.
            return outcome(command, Kind.INSUFFICIENT, unknown.sku());
        }
        return outcome(command, reservation instanceof BackOrdered ? Kind.BACKORDERED : Kind.RELEASED, null);
    }

    private StockOutcome release(InventoryCommand command) {
        reservations.release(command.orderId());
        return outcome(command, Kind.RELEASED, null);
    }

    private static StockOutcome outcome(InventoryCommand command, Kind kind, @Nullable String sku) {
        return StockOutcome.of(command.messageId(), command.orderId(), kind, sku);
    }
}
