package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.warehouse.WarehouseAnswer;

/** How far a reservation got when a warehouse was asked, or what stood in for its answer. */
sealed interface Step {

    /** This warehouse answered; the book does not know yet. */
    record Answered(String warehouse, WarehouseAnswer answer) implements Step {}

    /** The order is promised and the book says so. */
    record Promised(String warehouse) implements Step {}

    /** The order waits for new stock and the book says so. */
    record Waiting() implements Step {}
}
