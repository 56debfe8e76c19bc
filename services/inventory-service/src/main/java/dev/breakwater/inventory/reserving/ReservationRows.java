package dev.breakwater.inventory.reserving;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import dev.breakwater.inventory.reserving.Reservations.State;
import dev.breakwater.inventory.stock.Allotment;
import dev.breakwater.inventory.stock.Quantity;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reservations, without the rules. */
@Component
class ReservationRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReservationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns false if the order has a row already; waits for whoever writes the same order's row at the moment. */
    boolean open(UUID orderId, State state) {
        return jdbc.sql("insert into reservations (order_id, state, created_at, updated_at)"
                                + " values (:order, :state, :now, :now) on conflict (order_id) do nothing")
                        .param("order", orderId)
                        .param("state", state.name())
                        .param("now", now())
                        .update()
                == 1;
    }

    State lock(UUID orderId) {
        return jdbc.sql("select state from reservations where order_id = :order for update")
                .param("order", orderId)
                .query((row, n) -> State.valueOf(row.getString(1)))
                .single();
    }

    void addLines(UUID orderId, List<Allotment> allotments) {
        for (Allotment allotment : allotments) {
            jdbc.sql("insert into reservation_lines (order_id, sku, warehouse, quantity)"
                            + " values (:order, :sku, :warehouse, :pieces)")
                    .param("order", orderId)
                    .param("sku", allotment.sku())
                    .param("warehouse", allotment.warehouse())
                    .param("pieces", allotment.pieces())
                    .update();
        }
    }

    List<Allotment> lines(UUID orderId) {
        return jdbc.sql("select sku, warehouse, quantity from reservation_lines where order_id = :order")
                .param("order", orderId)
                .query((row, n) -> new Allotment(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Whether the order holds exactly these items, whichever warehouses they came from. */
    boolean holds(UUID orderId, List<Quantity> items) {
        return lines(orderId).stream()
                .collect(groupingBy(Allotment::sku, summingLong(Allotment::pieces)))
                .equals(items.stream().collect(toMap(Quantity::sku, Quantity::pieces)));
    }

    /** The lines stay as a record of what was held. */
    void release(UUID orderId) {
        jdbc.sql("update reservations set state = 'RELEASED', updated_at = :now where order_id = :order")
                .param("now", now())
                .param("order", orderId)
                .update();
    }

    void forget(UUID orderId) {
        jdbc.sql("delete from reservations where order_id = :order")
                .param("order", orderId)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
