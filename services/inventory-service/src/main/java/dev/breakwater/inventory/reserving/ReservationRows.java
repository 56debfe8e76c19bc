package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.stock.Allotment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reservations and their lines, without the rules. */
@Component
class ReservationRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReservationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns false if the order has a row already; waits for whoever writes the same order's row at the moment. */
    boolean open(UUID orderId, ReservationState state, String items, @Nullable UUID claim, @Nullable Instant until) {
        return jdbc.sql(
                                "insert into reservations (order_id, state, items, claim, claimed_until, created_at, updated_at)"
                                        + " values (:order, :state, :items, :claim, :until, :now, :now)"
                                        + " on conflict (order_id) do nothing")
                        .param("order", orderId)
                        .param("state", state.name())
                        .param("items", items)
                        .param("claim", claim)
                        .param("until", until == null ? null : time(until))
                        .param("now", now())
                        .update()
                == 1;
    }

    Optional<ReservationRow> lock(UUID orderId) {
        return jdbc.sql("select state, basis, items, claim, claimed_until from reservations"
                        + " where order_id = :order for update")
                .param("order", orderId)
                .query((row, n) -> read(row))
                .optional();
    }

    void claim(UUID orderId, UUID claim, Instant until) {
        jdbc.sql("update reservations set claim = :claim, claimed_until = :until, updated_at = :now"
                        + " where order_id = :order")
                .param("claim", claim)
                .param("until", time(until))
                .param("now", now())
                .param("order", orderId)
                .update();
    }

    /** Ends whatever claim there is. */
    void become(UUID orderId, ReservationState state, @Nullable Basis basis) {
        jdbc.sql("update reservations set state = :state, basis = :basis, claim = null, claimed_until = null,"
                        + " updated_at = :now where order_id = :order")
                .param("state", state.name())
                .param("basis", basis == null ? null : basis.name())
                .param("now", now())
                .param("order", orderId)
                .update();
    }

    void forget(UUID orderId) {
        jdbc.sql("delete from reservations where order_id = :order")
                .param("order", orderId)
                .update();
    }

    /** Orders whose asking has ended without an end, such as by a crash. */
    List<UUID> abandoned(Instant at, int most) {
        return jdbc.sql("select order_id from reservations where state = 'RESERVING' and claimed_until < :at"
                        + " order by claimed_until limit :most")
                .param("at", time(at))
                .param("most", most)
                .query(UUID.class)
                .list();
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

    void removeLines(UUID orderId, String warehouse) {
        jdbc.sql("delete from reservation_lines where order_id = :order and warehouse = :warehouse")
                .param("order", orderId)
                .param("warehouse", warehouse)
                .update();
    }

    List<Allotment> lines(UUID orderId) {
        return jdbc.sql("select sku, warehouse, quantity from reservation_lines where order_id = :order"
                        + " order by sku, warehouse")
                .param("order", orderId)
                .query((row, n) -> new Allotment(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    private static ReservationRow read(ResultSet row) throws SQLException {
        String basis = row.getString(2);
        OffsetDateTime until = row.getObject(5, OffsetDateTime.class);
        return new ReservationRow(
                ReservationState.valueOf(row.getString(1)),
                basis == null ? null : Basis.valueOf(basis),
                row.getString(3),
                row.getObject(4, UUID.class),
                until == null ? null : until.toInstant());
    }

    private OffsetDateTime now() {
        return time(clock.instant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
