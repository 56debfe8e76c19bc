package dev.breakwater.simulators.warehouse;

import java.time.Instant;
import java.util.List;

/**
 * What an order holds, or held. Immutable.
 *
 * @param lines each product once, sorted; empty if the order was released before it ever held anything
 * @param at when it got its present status
 */
public record Allocation(String orderId, Status status, List<Line> lines, Instant at) {

    /** Released is for ever: an order is never allocated again. */
    public enum Status {
        ALLOCATED,
        RELEASED
    }

    public Allocation {
        lines = List.copyOf(lines);
    }

    Allocation released(Instant when) {
        return new Allocation(orderId, Status.RELEASED, lines, when);
    }
}
