package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.warehouse.Warehouses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One try to get an order its stock, and what it has learnt so far. Of one thread. */
final class Attempt implements Warehouses.Wish {

    private final UUID orderId;
    private final List<Quantity> items;
    private final UUID claim = UUID.randomUUID();
    private final boolean tellOutcome;
    private final Set<String> done = new HashSet<>();
    private final Set<String> away = new HashSet<>();
    private final Set<String> inherited = new HashSet<>();
    private @Nullable String warehouse;

    /**
     * Begins one.
     *
     * @param tellOutcome whether a back order is to be told by message, because the caller's answer may not reach anybody
     */
    Attempt(UUID orderId, List<Quantity> items, boolean tellOutcome) {
        this.orderId = orderId;
        this.items = List.copyOf(items);
        this.tellOutcome = tellOutcome;
    }

    @Override
    public UUID orderId() {
        return orderId;
    }

    @Override
    public List<Quantity> items() {
        return items;
    }

    UUID claim() {
        return claim;
    }

    boolean tellOutcome() {
        return tellOutcome;
    }

    /** Where the items are held on the book, and who is to be asked now; null when there is nobody left to ask. */
    @Nullable
    String warehouse() {
        return warehouse;
    }

    void ask(@Nullable String next) {
        warehouse = next;
    }

    /** An earlier attempt asked it and got no answer, so no answer to us can mean that it was never asked. */
    void askAgain(String asked) {
        inherited.add(asked);
        warehouse = asked;
    }

    boolean wasAskedBefore(String candidate) {
        return inherited.contains(candidate);
    }

    /** This warehouse is not asked again, whatever it said. */
    void leave(String left) {
        done.add(left);
        warehouse = null;
    }

    /** This warehouse gave no answer. */
    void isAway(String silent) {
        away.add(silent);
        leave(silent);
    }

    boolean mayAsk(String candidate) {
        return !done.contains(candidate);
    }

    Set<String> away() {
        return Collections.unmodifiableSet(away);
    }

    /** All warehouses, each order beginning with another one, an order always with the same. */
    List<String> preferred() {
        List<String> turned = new ArrayList<>(Warehouses.IDS);
        Collections.rotate(turned, Math.floorMod(orderId.hashCode(), turned.size()));
        return turned;
    }
}
