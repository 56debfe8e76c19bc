package dev.breakwater.warehouse.margin;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.warehouse.carrier.CarrierAnswer;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import dev.breakwater.warehouse.carrier.GuardedCarriers;
import dev.breakwater.warehouse.database.WarehouseDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the carriers, once they are back, what the standard-rate quotes would have cost, a few at a time: margin = charged − cost. Metrics:
 * {@code shipping.margin.minor} (euro cents since the start, may be negative), {@code shipping.margin.settled} (quotes). Not thread-safe:
 * one task; two instances may ask for the same quote, and one of them settles it.
 */
@Component
class SettleMargins {

    private static final Logger log = LoggerFactory.getLogger(SettleMargins.class);
    private static final int AT_ONCE = 20;

    private final WarehouseDatabase database;
    private final MarginRows rows;
    private final GuardedCarriers carriers;
    private final Counter settled;
    private final Counter notServed;
    private final Duration askWithin;
    private final Clock clock;
    private final AtomicLong marginMinor;

    SettleMargins(
            WarehouseDatabase database,
            MarginRows rows,
            GuardedCarriers carriers,
            MarginProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.carriers = carriers;
        this.askWithin = properties.askWithin();
        settled = meters.counter("shipping.margin.settled");
        notServed = meters.counter("shipping.margin.not.served");
        this.clock = clock;
        marginMinor = new AtomicLong();
        meters.gauge("shipping.margin.minor", marginMinor);
    }

    /** One round; ends early when neither carrier answers, or the database is away. */
    void settle() {
        try {
            for (StandardRateQuote quote : database.inTransaction(() -> rows.open(AT_ONCE))) {
                settle(quote);
            }
        } catch (DependencyUnavailableException away) {
            log.debug("Margins wait: {}", away.getMessage());
        }
    }

    private void settle(StandardRateQuote quote) {
        CarrierAnswer answer = Deadline.within(askWithin, () -> carriers.cost(quote.shipment()));
        if (answer instanceof Priced cost) {
            if (database.inTransaction(() -> rows.settle(quote.id(), cost, clock.instant()))) {
                marginMinor.addAndGet(quote.chargedMinor() - cost.amountMinor());
                settled.increment();
            }
        } else if (database.inTransaction(() -> rows.notServed(quote.id(), clock.instant()))) {
            log.warn("No carrier serves what quote {} was given a standard rate for", quote.id());
            notServed.increment();
        }
    }
}
