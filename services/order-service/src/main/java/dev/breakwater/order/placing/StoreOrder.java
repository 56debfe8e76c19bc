package dev.breakwater.order.placing;

import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderBook;
import dev.breakwater.order.cache.OrderMemory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Stores new orders, each once under its user's key; without the database they go to {@link Intake}. Thread-safe. */
@Component
class StoreOrder {

    private final OrderDatabase database;
    private final OrderBook book;
    private final OrderMemory memory;
    private final Intake intake;
    private final InWork inWork;
    private final GuardedCall<Placing, Optional<PlacementResult>> store;

    StoreOrder(OrderDatabase database, OrderBook book, OrderMemory memory, Intake intake, InWork inWork) {
        this.database = database;
        this.book = book;
        this.memory = memory;
        this.intake = intake;
        this.inWork = inWork;
        this.store = database.transactional(this::insert).orElse("acceptForLater", this::acceptForLater);
    }

    /**
     * Returns once the order is there for good.
     *
     * @return empty when it is stored, and the caller's to finish; else what its customer is told
     * @throws DependencyUnavailableException when neither the database nor Kafka takes it
     */
    Optional<PlacementResult> store(Order order, String idempotencyKey) {
        try {
            Optional<PlacementResult> instead = store.with(new Placing(order, idempotencyKey));
            if (instead.isEmpty()) {
                memory.remember(order);
            }
            return instead;
        } catch (DuplicateKeyException usedBefore) {
            return Optional.of(earlier(order.customer().id(), idempotencyKey, order.requestHash())
                    .orElseThrow());
        }
    }

    /** What whoever uses a key again is told; empty when it was never used. */
    Optional<PlacementResult> earlier(UUID userId, String idempotencyKey, String requestHash) {
        return database.read(() -> book.byKey(userId, idempotencyKey)).map(earlier -> {
            if (!earlier.requestHash().equals(requestHash)) {
                return new PlacementResult.KeyReused();
            }
            return earlier.answer() == null ? new PlacementResult.InProgress() : new PlacementResult.Replayed(earlier);
        });
    }

    private Optional<PlacementResult> insert(Placing placing) {
        Order order = placing.order();
        book.insert(order, placing.key(), inWork.claimUntil(order.createdAt()));
        return Optional.empty();
    }

    /**
     * Right even when the commit went through after all: the order's id is that of its key, and it is stored once. What is remembered of
     * an earlier order under the key is told now; what only the database knows comes out when the order is stored.
     */
    private Optional<PlacementResult> acceptForLater(Placing placing, Trouble why) {
        Order order = placing.order();
        Optional<Order> earlier = intake.earlier(order);
        if (earlier.isEmpty()) {
            return Optional.of(new PlacementResult.Answered(intake.accept(order, placing.key())));
        }
        if (!earlier.get().requestHash().equals(order.requestHash())) {
            return Optional.of(new PlacementResult.KeyReused());
        }
        // One without an answer was stored before it was remembered: it will be finished.
        return Optional.of(
                earlier.get().answer() == null
                        ? new PlacementResult.Unfinished(earlier.get().unstored())
                        : new PlacementResult.Replayed(earlier.get()));
    }

    private record Placing(Order order, String key) {}
}
