package dev.breakwater.inventory.allocating;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.messaging.AllocationCommand;
import dev.breakwater.inventory.messaging.HandledMessages;
import dev.breakwater.inventory.messaging.HandledMessages.Handled;
import dev.breakwater.inventory.messaging.StockOutcome;
import dev.breakwater.inventory.messaging.StockOutcome.Kind;
import dev.breakwater.inventory.reserving.Promises;
import dev.breakwater.inventory.reserving.Promises.Elsewhere;
import dev.breakwater.inventory.reserving.Promises.Elsewhere.Ask;
import dev.breakwater.inventory.reserving.Promises.Elsewhere.Oversold;
import dev.breakwater.inventory.reserving.Promises.Owed;
import dev.breakwater.inventory.reserving.Told;
import dev.breakwater.inventory.warehouse.WarehouseAnswer;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.DependencyUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells a warehouse what it must be told. Every call is idempotent by the order and every change of the book by its state, so a crash
 * between any two of them only makes it do the rest. Thread-safe.
 */
@Component
class CarryOutAllocation {

    private static final Logger log = LoggerFactory.getLogger(CarryOutAllocation.class);

    private final InventoryDatabase database;
    private final HandledMessages handled;
    private final Promises promises;
    private final Told told;
    private final Warehouses warehouses;
    private final Counter oversells;

    CarryOutAllocation(
            InventoryDatabase database,
            HandledMessages handled,
            Promises promises,
            Told told,
            Warehouses warehouses,
            MeterRegistry meters) {
        this.database = database;
        this.handled = handled;
        this.promises = promises;
        this.told = told;
        this.warehouses = warehouses;
        this.oversells = Counter.builder("inventory.oversells")
                .description("Orders that were promised from an estimate and that no warehouse can give")
                .register(meters);
    }

    /**
     * Does what the command says, unless it did before.
     *
     * @param place where it was read
     * @return what is to be told of it, null if there is nothing
     * @throws DependencyUnavailableException if the warehouse or the database gave no answer: to be tried again
     */
    @Nullable
    StockOutcome carryOut(AllocationCommand command, String place) {
        Optional<Handled> before = database.inTransaction(() -> handled.find(command.messageId()));
        if (before.isPresent()) {
            return before.get().toTellAt(place);
        }
        return switch (command.type()) {
            case ALLOCATE -> allocate(command, place);
            case RELEASE -> release(command, place);
        };
    }

    private @Nullable StockOutcome allocate(AllocationCommand command, String place) {
        Optional<Owed> owed = database.inTransaction(() -> promises.owed(command.orderId(), command.warehouse()));
        while (owed.isPresent()) {
            Owed asked = owed.get();
            WarehouseAnswer answer;
            try {
                answer = warehouses.allocate(asked.warehouse(), asked);
            } catch (DependencyUnavailableException silent) {
                if (asked.warehouse().equals(command.warehouse())) {
                    throw silent; // its own messages wait for it
                }
                return database.inTransaction(() -> {
                    promises.passedOn(asked);
                    return done(command, place, null);
                });
            }
            if (!(answer instanceof Refused refused)) {
                return database.inTransaction(() -> done(command, place, promises.kept(asked) ? Kind.RESERVED : null));
            }
            Step step = database.inTransaction(() -> elsewhere(command, place, promises.refused(asked, refused)));
            if (step.next() == null) {
                return step.outcome();
            }
            owed = Optional.of(step.next());
        }
        return database.inTransaction(() -> done(command, place, null));
    }

    /** The next to ask, or the end. */
    private record Step(@Nullable Owed next, @Nullable StockOutcome outcome) {}

    private Step elsewhere(AllocationCommand command, String place, Elsewhere elsewhere) {
        if (elsewhere instanceof Ask ask) {
            return new Step(ask.owed(), null);
        }
        if (elsewhere instanceof Oversold oversold) {
            oversells.increment();
            log.warn(
                    "Oversold: order {} was promised from the estimate of warehouse {}, and no warehouse has it ({})",
                    command.orderId(),
                    command.warehouse(),
                    oversold.sku() == null ? "all refused" : "too little " + oversold.sku());
            return new Step(null, done(command, place, Kind.BACKORDERED));
        }
        return new Step(null, done(command, place, null));
    }

    private @Nullable StockOutcome release(AllocationCommand command, String place) {
        UUID orderId = command.orderId();
        if (database.inTransaction(() -> promises.isToRelease(orderId, command.warehouse()))) {
            warehouses.release(command.warehouse(), orderId);
        }
        return database.inTransaction(() -> {
            promises.releasedAt(orderId, command.warehouse());
            return done(command, place, null);
        });
    }

    private @Nullable StockOutcome done(AllocationCommand command, String place, @Nullable Kind kind) {
        StockOutcome outcome =
                kind == null ? null : told.once(StockOutcome.of(command.messageId(), command.orderId(), kind, null));
        handled.add(command.messageId(), command.orderId(), place, outcome);
        return outcome;
    }
}
