package dev.breakwater.simulators.stripe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of one kind in the order of their creation. Not thread-safe: guarded by the lock of {@link Books}. */
final class Shelf<T> {

    private final Map<String, T> byId = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    void put(String id, T value) {
        if (byId.put(id, value) == null) {
            order.add(id);
        }
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The ids, oldest first; a view. */
    List<String> ids() {
        return order;
    }

    List<T> oldestFirst() {
        List<T> all = new ArrayList<>(order.size());
        for (String id : order) {
            T value = byId.get(id);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }
}
