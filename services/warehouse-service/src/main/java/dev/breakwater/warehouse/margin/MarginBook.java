package dev.breakwater.warehouse.margin;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.warehouse.database.WarehouseDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes down what was charged by the standard rates, without ever making a quote wait: a background task stores what is in memory, and
 * keeps it while the database is away. What no longer fits, or is left when the service ends, is counted as
 * {@code shipping.margin.unrecorded}. Thread-safe.
 */
@Component
public class MarginBook {

    static final int MOST_IN_MEMORY = 10_000;
    private static final int AT_ONCE = 200;
    private static final Logger log = LoggerFactory.getLogger(MarginBook.class);

    private final LinkedBlockingDeque<StandardRateQuote> waiting = new LinkedBlockingDeque<>(MOST_IN_MEMORY);
    private final WarehouseDatabase database;
    private final MarginRows rows;
    private final Counter unrecorded;

    MarginBook(WarehouseDatabase database, MarginRows rows, MeterRegistry meters) {
        this.database = database;
        this.rows = rows;
        unrecorded = meters.counter("shipping.margin.unrecorded");
        meters.gaugeCollectionSize("shipping.margin.waiting", List.of(), waiting);
    }

    /** Returns at once and never throws. */
    public void record(StandardRateQuote quote) {
        if (!waiting.offer(quote)) {
            unrecorded.increment();
        }
    }

    /** Stores what waits. Storing something twice is harmless, so a crash or a lost answer is too. */
    synchronized void store() {
        while (!waiting.isEmpty()) {
            List<StandardRateQuote> some = new ArrayList<>();
            waiting.drainTo(some, AT_ONCE);
            try {
                database.inTransaction(() -> {
                    some.forEach(rows::add);
                    return some.size();
                });
            } catch (DependencyUnavailableException away) {
                for (int i = some.size() - 1; i >= 0; i--) {
                    if (!waiting.offerFirst(some.get(i))) {
                        unrecorded.increment();
                    }
                }
                return;
            }
        }
    }

    @PreDestroy
    void storeTheRest() {
        store();
        if (!waiting.isEmpty()) {
            unrecorded.increment(waiting.size());
            log.warn("{} standard-rate quotes end unrecorded: warehouse-db is away", waiting.size());
        }
    }
}
