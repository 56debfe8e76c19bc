package dev.breakwater.inventory.counting;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Speed;
import dev.breakwater.resilience.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the warehouses what they have and brings the book to it. Thread-safe. */
@Component
public class Counting {

    private static final Logger log = LoggerFactory.getLogger(Counting.class);

    private final Map<String, GuardedCall<String, Map<String, Long>>> count = new LinkedHashMap<>();
    private final Map<String, Instant> counted = new ConcurrentHashMap<>();
    private final InventoryDatabase database;
    private final Stock stock;
    private final Unseen unseen;
    private final Clock clock;
    private final Duration recount;

    Counting(
            Warehouses warehouses,
            InventoryDatabase database,
            Stock stock,
            Unseen unseen,
            CountingProperties properties,
            Speed speed,
            Clock clock) {
        this.database = database;
        this.stock = stock;
        this.unseen = unseen;
        this.clock = clock;
        this.recount = speed.divide(properties.recount());
        for (String id : Warehouses.IDS) {
            count.put(id, warehouses.counting(id).orElse("lastKnownStock", Counting::lastKnownStock));
        }
    }

    /** Counts whatever was not counted just now. Whether the book now says of every warehouse what that said itself. */
    public boolean recount() {
        boolean all = true;
        for (String warehouse : count.keySet()) {
            Instant last = counted.get(warehouse);
            boolean justNow = last != null && last.isAfter(clock.instant().minus(recount));
            all &= justNow || count(warehouse);
        }
        return all;
    }

    /** Counts one warehouse; false if it does not answer, and the book stays as it is. */
    boolean count(String warehouse) {
        GuardedCall<String, Map<String, Long>> call = count.get(warehouse);
        if (call == null) {
            throw new IllegalArgumentException("There is no warehouse " + warehouse);
        }
        Instant before = clock.instant();
        long tick = database.inTransaction(unseen::tick);
        Map<String, Long> reported = call.with(warehouse);
        if (reported.isEmpty()) {
            return false;
        }
        int corrected = database.inTransaction(
                () -> stock.count(warehouse, reported, () -> unseen.since(warehouse, tick), before));
        counted.put(warehouse, before);
        if (corrected > 0) {
            log.info("Counted warehouse {}: the book said otherwise of {} products", warehouse, corrected);
        }
        return true;
    }

    /** As {@link #count(String)} for a schedule, which has nobody to tell. */
    void countRegularly(String warehouse) {
        try {
            count(warehouse);
        } catch (DependencyUnavailableException away) {
            log.debug("Warehouse {} was not counted: {}", warehouse, away.getMessage());
        }
    }

    /** The book already says what it last said: nothing is changed. */
    private static Map<String, Long> lastKnownStock(String warehouse, Trouble why) {
        return Map.of();
    }
}
