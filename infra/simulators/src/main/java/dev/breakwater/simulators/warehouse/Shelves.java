package dev.breakwater.simulators.warehouse;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stock and who holds it. All or nothing, once for each order, and never again after a release. Thread-safe. */
final class Shelves {

    /** What came of asking for stock. */
    sealed interface Result {

        /** Held, or released before: the status says it. */
        record Settled(Allocation allocation) implements Result {}

        record TooFew(String sku, long available) implements Result {}

        record OtherLines() implements Result {}
    }

    private final Map<String, Long> available = new TreeMap<>();
    private final Map<String, Allocation> allocations = new LinkedHashMap<>();
    private final Clock clock;

    Shelves(Map<String, Long> stock, Clock clock) {
        available.putAll(stock);
        this.clock = clock;
    }

    /** @param lines each product once, sorted */
    synchronized Result allocate(String orderId, List<Line> lines) {
        Allocation before = allocations.get(orderId);
        if (before != null) {
            boolean same = before.status() == Allocation.Status.RELEASED
                    || before.lines().equals(lines);
            return same ? new Result.Settled(before) : new Result.OtherLines();
        }
        for (Line line : lines) {
            long left = available.getOrDefault(line.sku(), 0L);
            if (left < line.quantity()) {
                return new Result.TooFew(line.sku(), left);
            }
        }
        lines.forEach(line -> available.merge(line.sku(), -line.quantity(), Long::sum));
        Allocation allocation = new Allocation(orderId, Allocation.Status.ALLOCATED, lines, clock.instant());
        allocations.put(orderId, allocation);
        return new Result.Settled(allocation);
    }

    /** Gives back what the order holds; if it holds nothing yet, it never will. */
    synchronized void release(String orderId) {
        Allocation before = allocations.get(orderId);
        if (before == null) {
            allocations.put(orderId, new Allocation(orderId, Allocation.Status.RELEASED, List.of(), clock.instant()));
        } else if (before.status() == Allocation.Status.ALLOCATED) {
            before.lines().forEach(line -> available.merge(line.sku(), line.quantity(), Long::sum));
            allocations.put(orderId, before.released(clock.instant()));
        }
    }

    /** Puts that many on the shelf, whatever orders hold besides. */
    synchronized void set(String sku, long pieces) {
        available.put(sku, pieces);
    }

    /** Pieces that are free, by product. */
    synchronized Map<String, Long> available() {
        return new TreeMap<>(available);
    }

    /** Oldest first. */
    synchronized List<Allocation> allocations() {
        return List.copyOf(allocations.values());
    }
}
