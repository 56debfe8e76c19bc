package dev.breakwater.inventory.counting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.inventory.stock.StockRow;
import dev.breakwater.resilience.Speed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What is left of each product, and how sure that is. Thread-safe. */
@Component
public class StockReport {

    private static final int MISSED_ROUNDS = 3;

    private final InventoryDatabase database;
    private final Stock stock;
    private final Clock clock;
    private final Duration realTime;

    StockReport(InventoryDatabase database, Stock stock, CountingProperties properties, Speed speed, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.clock = clock;
        this.realTime = speed.divide(properties.round()).multipliedBy(MISSED_ROUNDS);
    }

    /**
     * What is left of a product over all warehouses.
     *
     * @param basis ESTIMATED if a warehouse missed three rounds of counting: then its part is its last count less our promises
     * @param asOf when the warehouse that was counted longest ago was counted
     */
    public record Level(String sku, long available, Basis basis, Instant asOf) {}

    /** How sure the number is. */
    public enum Basis {
        REAL_TIME,
        ESTIMATED
    }

    /** Every product, by name. */
    public List<Level> levels() {
        Instant now = clock.instant();
        return database.inTransaction(stock::levels).stream()
                .collect(groupingBy(StockRow::sku, TreeMap::new, toList()))
                .values()
                .stream()
                .map(rows -> level(rows, now))
                .toList();
    }

    private Level level(List<StockRow> rows, Instant now) {
        Instant asOf =
                rows.stream().map(StockRow::countedAt).min(Instant::compareTo).orElse(now);
        return new Level(
                rows.get(0).sku(),
                rows.stream().mapToLong(StockRow::available).sum(),
                asOf.isBefore(now.minus(realTime)) ? Basis.ESTIMATED : Basis.REAL_TIME,
                asOf);
    }
}
