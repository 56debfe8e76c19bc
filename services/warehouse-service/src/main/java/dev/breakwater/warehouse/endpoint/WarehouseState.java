package dev.breakwater.warehouse.endpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a warehouse was when it was last looked at.
 *
 * @param checkedAt null as long as nobody has looked
 */
public record WarehouseState(
        String id, State state, @Nullable Instant checkedAt) {

    /** UNKNOWN: not looked at yet, or not for so long that it says nothing about now. */
    public enum State {
        UP,
        DOWN,
        UNKNOWN
    }
}
