package dev.breakwater.order;

import dev.breakwater.order.inventory.ReservationOutcome;

/** inventory-service itself. */
class InventoryServiceContractTest extends StockContract {

    InventoryServiceContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        // it works
    }

    @Override
    ReservationOutcome ofTwo() {
        return new ReservationOutcome.Reserved();
    }

    @Override
    ReservationOutcome ofFour() {
        return new ReservationOutcome.Insufficient("BW-LAMP", 3);
    }
}
