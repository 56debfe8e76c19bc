package dev.breakwater.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.order.inventory.Reservation;
import dev.breakwater.order.inventory.ReservationOutcome;
import dev.breakwater.order.inventory.ReservationOutcome.Reserved;
import dev.breakwater.order.inventory.Stock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What whoever has stock put aside may rely on, whoever answers. There are three lamps. */
@ExtendWith(InShop.class)
abstract class StockContract {

    /** The time limit of inventory-service, and some for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(2 + 2);

    final Shop shop;

    StockContract(Shop shop) {
        this.shop = shop;
    }

    /** Sees to it that this implementation is the one that answers. */
    abstract void arrange();

    /** What it says to an order for two lamps. */
    abstract ReservationOutcome ofTwo();

    /** What it says to an order for four. */
    abstract ReservationOutcome ofFour();

    @BeforeEach
    void open() {
        shop.inventory.does(request -> request.body().contains("\"quantity\":2")
                ? StubService.json(200, "{\"state\":\"RESERVED\"}")
                : StubService.problem(409, "insufficient-stock", ",\"sku\":\"BW-LAMP\",\"available\":3"));
        arrange();
    }

    @Test
    void theSameOrderTwiceIsOneReservationWithOneOutcome() {
        Reservation two = order(2);
        assertThat(stock().reserve(two)).isEqualTo(ofTwo());
        assertThat(stock().reserve(two)).isEqualTo(ofTwo());
        whatIsNotReservedNowIsAskedForByMessage(two);
    }

    @Test
    void tooLittleIsAValueAndTheSameOneTwice() {
        Reservation four = order(4);
        assertThat(stock().reserve(four)).isEqualTo(ofFour());
        assertThat(stock().reserve(four)).isEqualTo(ofFour());
    }

    @Test
    void isReservedOnlyByTheWordOfInventoryService() {
        Reservation two = order(2);
        assertThat(stock().reserve(two) instanceof Reserved)
                .isEqualTo(!shop.inventory.requestsFor(two.orderId().toString()).isEmpty());
    }

    @Test
    void whileInventoryServiceHangsItAnswersInTimeAndHasReservedNothing() {
        shop.inventory.accept();
        shop.inventory.does(new StubService.Reaction.Hang());
        Reservation two = order(2);
        long start = System.nanoTime();
        assertThat(stock().reserve(two)).isNotInstanceOf(Reserved.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private void whatIsNotReservedNowIsAskedForByMessage(Reservation reservation) {
        String id = reservation.orderId().toString();
        if (ofTwo() instanceof Reserved) {
            assertThat(shop.count("outbox WHERE message_key = '" + id + "'")).isZero();
        } else {
            Messages.stockCommands(shop, id, "RESERVE");
        }
    }

    private Stock stock() {
        return shop.bean(Stock.class);
    }

    private Reservation order(int lamps) {
        UUID id = UUID.randomUUID();
        shop.sql("""
                INSERT INTO orders (id, user_id, user_email, user_name, idempotency_key, request_hash, payment_method, total_minor,
                    currency, created_at, status, payment, stock, claimed_until)
                VALUES (?, ?, 'ada@example.org', 'Ada', ?, 'hash', 'pm_card_visa', 4900, 'EUR', 0, 'PLACED', 'UNKNOWN', 'UNKNOWN', ?)""", id.toString(), shop.ada.toString(), id.toString(), Long.MAX_VALUE); // nobody's to resume
        return new Reservation(id, List.of(new Reservation.Line("BW-LAMP", lamps)));
    }
}
