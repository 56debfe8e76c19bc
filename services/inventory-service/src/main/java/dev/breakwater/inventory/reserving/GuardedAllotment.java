package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.reserving.Step.Answered;
import dev.breakwater.inventory.reserving.Step.Promised;
import dev.breakwater.inventory.reserving.Step.Waiting;
import dev.breakwater.inventory.warehouse.WarehouseAnswer;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Refused;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A warehouse behind its breaker, and what an order gets while that one gives no answer. Thread-safe. */
@Component
class GuardedAllotment {

    /** What the book needs to make a promise, of the time that our caller waits. */
    private static final Duration FOR_THE_BOOK = Duration.ofMillis(300);

    private static final Duration WORTH_ASKING = Duration.ofMillis(100);

    private final Map<String, GuardedCall<Attempt, Step>> asking = new HashMap<>();
    private final Warehouses warehouses;
    private final InventoryDatabase database;
    private final ReservationBook book;

    GuardedAllotment(Warehouses warehouses, InventoryDatabase database, ReservationBook book) {
        this.warehouses = warehouses;
        this.database = database;
        this.book = book;
        for (String id : Warehouses.IDS) {
            asking.put(
                    id,
                    // circuit breaker warehouse-<id>, concurrency limit, time limit
                    warehouses
                            .<Attempt, Step>asking(id, answer -> new Answered(id, answer))
                            .orElse("anotherWarehouse", this::anotherWarehouse)
                            .orElse("estimatedStock", this::estimatedStock)
                            .orElse("backOrder", this::backOrder));
        }
    }

    /** Asks the warehouse where the attempt's items are held on the book. */
    Step ask(Attempt attempt, String warehouse) {
        GuardedCall<Attempt, Step> call = asking.get(warehouse);
        if (call == null) {
            throw new IllegalArgumentException("There is no warehouse " + warehouse);
        }
        return call.with(attempt);
    }

    /** The next warehouse that has everything by the book, each through its own breaker, until one holds it or none is left. */
    private Step anotherWarehouse(Attempt attempt, Trouble why) {
        noAnswer(attempt, why);
        while (holdAtNext(attempt)) {
            String next = asked(attempt);
            Duration time = timeLeft();
            if (time.compareTo(WORTH_ASKING) < 0) {
                noAnswer(attempt, new Trouble.Rejected(Warehouses.breaker(next), Trouble.Reason.NO_TIME_LEFT));
                break;
            }
            try {
                WarehouseAnswer answer = Deadline.within(time, () -> warehouses.allocate(next, attempt));
                if (!(answer instanceof Refused refused)) {
                    return new Answered(next, answer);
                }
                database.inTransaction(() -> {
                    book.refused(attempt, next, refused);
                    return next;
                });
                attempt.leave(next);
            } catch (DependencyUnavailableException silent) {
                if (!silent.dependency().equals(Warehouses.breaker(next))) {
                    throw silent; // the database
                }
                noAnswer(attempt, silent.trouble());
            }
        }
        throw new NobodyLeftException("no other warehouse holds it");
    }

    /** The last known stock of a warehouse that gave no answer, less what we promised since. */
    private Step estimatedStock(Attempt attempt, Trouble why) {
        Optional<String> promised = database.inTransaction(() -> book.promise(attempt));
        return new Promised(promised.orElseThrow(() -> new NobodyLeftException("the estimates promise nothing")));
    }

    /**
     * The order waits for new stock, and those who buy it are told by Kafka. Not if the estimates promise it: then the level before this one only
     * found the book away for a moment, which says nothing of the stock, and whoever gave up waiting for us may have charged for it.
     */
    private Step backOrder(Attempt attempt, Trouble why) {
        return database.inTransaction(() -> {
            if (book.couldPromise(attempt)) {
                throw new NobodyLeftException("the estimates promise it");
            }
            book.backOrder(attempt);
            return new Waiting();
        });
    }

    /** The book says ASKED, and holds the items until it is known who gives them: others must not be told that they are gone. */
    private static void noAnswer(Attempt attempt, Trouble why) {
        String silent = asked(attempt);
        if (why.neverSent()) {
            attempt.neverSent(silent);
        }
        attempt.leave(silent);
    }

    private boolean holdAtNext(Attempt attempt) {
        while (!database.inTransaction(() -> book.holdNext(attempt))) {
            // another order took the last of it there; each turn leaves one warehouse less to try
        }
        return attempt.warehouse() != null;
    }

    private static String asked(Attempt attempt) {
        String warehouse = attempt.warehouse();
        if (warehouse == null) {
            throw new IllegalStateException("Nobody is being asked for order " + attempt.orderId());
        }
        return warehouse;
    }

    private static Duration timeLeft() {
        Deadline deadline = Deadline.current();
        return deadline == null ? Duration.ofSeconds(2) : deadline.remaining().minus(FOR_THE_BOOK);
    }
}
