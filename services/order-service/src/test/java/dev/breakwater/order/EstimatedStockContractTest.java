package dev.breakwater.order;

import dev.breakwater.order.book.StockState;
import dev.breakwater.order.inventory.ReservationOutcome;
import java.time.Clock;
import java.util.Map;

/** Its first fallback: the last known stock. */
class EstimatedStockContractTest extends StockContract {

    EstimatedStockContractTest(Shop shop) {
        super(shop);
    }

    @Override
    void arrange() {
        shop.inventory.refuse();
        shop.estimate(Clock.systemUTC().instant(), Map.of("BW-LAMP", 3));
    }

    @Override
    ReservationOutcome ofTwo() {
        return new ReservationOutcome.Deferred();
    }

    @Override
    ReservationOutcome ofFour() {
        return new ReservationOutcome.Backordered(StockState.DOUBTFUL, "BW-LAMP");
    }
}
