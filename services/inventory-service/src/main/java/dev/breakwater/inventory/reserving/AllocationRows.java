package dev.breakwater.inventory.reserving;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of allocations, without the rules. Every write is under the lock of the order's row. */
@Component
class AllocationRows {

    private static final String NEXT_TICK = "nextval('allocation_ticks')";

    private final JdbcClient jdbc;
    private final Clock clock;

    AllocationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What each warehouse that was ever asked for the order holds, in the order of the warehouses' names. */
    Map<String, AllocationState> of(UUID orderId) {
        Map<String, AllocationState> states = new LinkedHashMap<>();
        jdbc.sql("select warehouse, state from allocations where order_id = :order order by warehouse")
                .param("order", orderId)
                .query(row -> {
                    states.put(row.getString(1), AllocationState.valueOf(row.getString(2)));
                });
        return states;
    }

    void add(UUID orderId, String warehouse, AllocationState state) {
        jdbc.sql("insert into allocations (order_id, warehouse, state) values (:order, :warehouse, :state)")
                .param("order", orderId)
                .param("warehouse", warehouse)
                .param("state", state.name())
                .update();
    }

    void become(UUID orderId, String warehouse, AllocationState state) {
        jdbc.sql("update allocations set state = :state, tick = " + NEXT_TICK
                        + " where order_id = :order and warehouse = :warehouse")
                .param("state", state.name())
                .param("order", orderId)
                .param("warehouse", warehouse)
                .update();
    }

    void remove(UUID orderId, String warehouse) {
        jdbc.sql("delete from allocations where order_id = :order and warehouse = :warehouse")
                .param("order", orderId)
                .param("warehouse", warehouse)
                .update();
    }

    void commanded(UUID orderId, String warehouse) {
        jdbc.sql("update allocations set commanded_at = :now where order_id = :order and warehouse = :warehouse")
                .param("now", time(clock.instant()))
                .param("order", orderId)
                .param("warehouse", warehouse)
                .update();
    }

    /** Orders with an allocation that should long have been carried out; its command may be lost, or there never was one. */
    List<UUID> overdue(Instant commandedBefore, int most) {
        return jdbc.sql("select distinct order_id from (select order_id from allocations"
                        + " where state in ('ESTIMATED', 'RELEASING')"
                        + " and (commanded_at is null or commanded_at < :before) limit :most) overdue")
                .param("before", time(commandedBefore))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
