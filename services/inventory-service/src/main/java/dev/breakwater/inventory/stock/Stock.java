package dev.breakwater.inventory.stock;

import dev.breakwater.inventory.stock.Taking.NotKept;
import dev.breakwater.inventory.stock.Taking.Taken;
import dev.breakwater.inventory.stock.Taking.TooFew;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** What is left in all warehouses. Thread-safe; every method needs the caller's transaction. */
@Component
public class Stock {

    private final StockRows rows;

    Stock(StockRows rows) {
        this.rows = rows;
    }

    /**
     * Moves all of it from available to reserved, or nothing. A product may come from several warehouses, the first by name
     * first.
     *
     * @param wanted each product once
     */
    public Taking take(List<Quantity> wanted) {
        List<StockRow> shelves = rows.lock(wanted.stream().map(Quantity::sku).toList());
        List<Allotment> allotments = new ArrayList<>();
        for (Quantity quantity : wanted) {
            List<StockRow> shelf = shelves.stream()
                    .filter(row -> row.sku().equals(quantity.sku()))
                    .toList();
            long available = shelf.stream().mapToLong(StockRow::available).sum();
            if (shelf.isEmpty()) {
                return new NotKept(quantity.sku());
            }
            if (available < quantity.pieces()) {
                return new TooFew(quantity.sku(), available);
            }
            allotments.addAll(allot(quantity, shelf));
        }
        allotments.forEach(rows::reserve);
        return new Taken(List.copyOf(allotments));
    }

    /** Moves what was taken back from reserved to available. */
    public void giveBack(List<Allotment> taken) {
        rows.lock(taken.stream().map(Allotment::sku).distinct().toList());
        taken.forEach(rows::giveBack);
    }

    /** Pieces that an order can still get, over all warehouses; empty for a product that no warehouse keeps. */
    public OptionalLong available(String sku) {
        return rows.available(sku);
    }

    private static List<Allotment> allot(Quantity quantity, List<StockRow> shelf) {
        List<Allotment> allotments = new ArrayList<>();
        long missing = quantity.pieces();
        for (StockRow row : shelf) {
            long pieces = Math.min(missing, row.available());
            if (pieces > 0) {
                allotments.add(new Allotment(row.sku(), row.warehouse(), pieces));
                missing -= pieces;
            }
        }
        return allotments;
    }
}
