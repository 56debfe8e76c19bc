package dev.breakwater.order.inventory;

import dev.breakwater.order.cache.Memory;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The last known stock, less what this instance has promised since. Any instance's last look is remembered for all; a promise is not, so
 * a fleet may promise a little more than there is: the reservation, which follows, finds out. Thread-safe.
 */
@Component
class StockEstimate {

    private static final Logger log = LoggerFactory.getLogger(StockEstimate.class);
    private static final String KEY = "stock";

    private final GuardedCall<InventoryHttpClient, Map<String, Integer>> look;
    private final InventoryHttpClient inventory;
    private final Memory memory;
    private final Duration usableFor;
    private final Clock clock;
    private final Map<String, Integer> promised = new HashMap<>();
    private Instant promisedSince = Instant.MIN;

    StockEstimate(
            Guards guards,
            InventoryHttpClient inventory,
            Memory memory,
            StockEstimateProperties properties,
            Clock clock) {
        this.inventory = inventory;
        this.memory = memory;
        this.usableFor = properties.usableFor();
        this.clock = clock;
        this.look = guards.on("inventory-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(InventoryHttpClient::stock);
    }

    /** Asks for the stock and remembers it. That it is not told is no news: the last one stays. */
    void refresh() {
        try {
            memory.remember(KEY, new Known(clock.instant(), look.with(inventory)), usableFor);
        } catch (RuntimeException unknown) {
            log.debug("The stock is not known: {}", unknown.toString());
        }
    }

    /**
     * What there is too little of, as far as is known; empty when there is enough, which is promised then.
     *
     * @throws NoSuchElementException when nothing usable is known
     */
    Optional<String> lacks(Reservation reservation) {
        Known known = memory.recall(KEY, Known.class)
                .filter(stock -> stock.asOf().plus(usableFor).isAfter(clock.instant()))
                .orElseThrow();
        synchronized (promised) {
            if (!known.asOf().equals(promisedSince)) {
                promised.clear();
                promisedSince = known.asOf();
            }
            for (Reservation.Line line : reservation.items()) {
                int left = known.available().getOrDefault(line.sku(), 0) - promised.getOrDefault(line.sku(), 0);
                if (left < line.quantity()) {
                    return Optional.of(line.sku());
                }
            }
            reservation.items().forEach(line -> promised.merge(line.sku(), line.quantity(), Integer::sum));
            return Optional.empty();
        }
    }

    record Known(Instant asOf, Map<String, Integer> available) {}
}
