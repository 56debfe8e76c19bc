package dev.breakwater.inventory.stock;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The book of what is left in the warehouses: their last count less what was taken since. Thread-safe; every method needs the
 * caller's transaction, which locks stock but once.
 */
@Component
public class Stock {

    private final StockRows rows;
    private final Clock clock;

    Stock(StockRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What every warehouse has left of everything. Locks nothing. */
    public List<StockRow> levels() {
        return rows.all();
    }

    /** What every warehouse has left of these products; nothing of one that no warehouse keeps. Locks nothing. */
    public List<StockRow> levels(List<Quantity> items) {
        return rows.of(skus(items));
    }

    /** Locks these products at these warehouses. */
    public List<StockRow> lock(List<Quantity> items, Collection<String> warehouses) {
        return rows.lock(skus(items), warehouses);
    }

    /** Whether the warehouse has enough of everything, by these rows. */
    public static boolean hasAll(List<StockRow> levels, String warehouse, List<Quantity> items) {
        return items.stream()
                .allMatch(item -> levels.stream()
                        .anyMatch(row -> row.warehouse().equals(warehouse)
                                && row.sku().equals(item.sku())
                                && row.available() >= item.pieces()));
    }

    /** Moves from available to reserved what is locked, and known to be there. */
    public void take(List<Allotment> allotments) {
        allotments.forEach(rows::reserve);
    }

    /** Moves what was taken back from reserved to available; locks it. */
    public void giveBack(List<Allotment> taken) {
        rows.lock(
                taken.stream().map(Allotment::sku).distinct().toList(),
                taken.stream().map(Allotment::warehouse).distinct().toList());
        taken.forEach(rows::giveBack);
    }

    /** The warehouse says that it has only so much, so the book, which is locked, promises no more. */
    public void atMost(String warehouse, String sku, long reported) {
        rows.lock(List.of(sku), List.of(warehouse)).stream()
                .filter(row -> row.available() > reported)
                .forEach(row -> correct(new Correction(sku, warehouse, row.available(), Math.max(0, reported), 0)));
    }

    /**
     * Brings the book to a warehouse's count.
     *
     * @param reported by product; one that the warehouse does not name it does not have
     * @param notYetSeen asked once the rows are locked: by product, what was promised and is not certainly in the count
     * @param countedAt before the count was asked for
     * @return of how many products the book said otherwise
     */
    public int count(
            String warehouse, Map<String, Long> reported, Supplier<Map<String, Long>> notYetSeen, Instant countedAt) {
        List<StockRow> book = rows.lockAll(warehouse);
        if (book.stream().anyMatch(row -> row.countedAt().isAfter(countedAt))) {
            return 0; // a later count was faster
        }
        Map<String, Long> unseen = notYetSeen.get();
        int corrected = 0;
        for (StockRow row : book) {
            Correction correction = new Correction(
                    row.sku(),
                    warehouse,
                    row.available(),
                    reported.getOrDefault(row.sku(), 0L),
                    unseen.getOrDefault(row.sku(), 0L));
            if (correction.changes()) {
                correct(correction);
                corrected++;
            }
        }
        rows.counted(warehouse, countedAt);
        return corrected;
    }

    /** Forgets corrections made before that moment. */
    public int forgetCorrections(Instant before) {
        return rows.forgetCorrections(before);
    }

    private void correct(Correction correction) {
        rows.correct(correction.sku(), correction.warehouse(), correction.corrected());
        rows.noteCorrection(correction, clock.instant());
    }

    private static List<String> skus(List<Quantity> items) {
        return items.stream().map(Quantity::sku).toList();
    }
}
