package dev.breakwater.order;

import dev.breakwater.order.inventory.ReservationOutcome;

/** Its last fallback: nothing is known, and inventory-service has the last word. */
class ReserveLaterContractTest extends StockContract {

    ReserveLaterContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        shop.inventory.refuse();
    }

    @Override
    ReservationOutcome ofTwo() {
        return new ReservationOutcome.Deferred();
    }

    @Override
    ReservationOutcome ofFour() {
        return new ReservationOutcome.Deferred();
    }
}
