package dev.breakwater.inventory.counting;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a warehouse's number cannot lack yet: promises that it was not told of, or not before it counted. */
@Component
class Unseen {

    private final JdbcClient jdbc;

    Unseen(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of this moment: what is confirmed under a lower one, the warehouse has subtracted. Take it before the count. */
    long tick() {
        return jdbc.sql("select nextval('allocation_ticks')").query(Long.class).single();
    }

    /**
     * By product, all that is promised and not certainly in a count that was asked for at that tick. May name too much, for the moment:
     * the next count will say so.
     */
    Map<String, Long> since(String warehouse, long tick) {
        Map<String, Long> pieces = new HashMap<>();
        jdbc.sql("select l.sku, sum(l.quantity) from allocations a join reservation_lines l using (order_id, warehouse)"
                        + " where a.warehouse = :warehouse and (a.state in ('ASKED', 'ESTIMATED')"
                        + " or (a.state = 'CONFIRMED' and a.tick > :tick)) group by l.sku")
                .param("warehouse", warehouse)
                .param("tick", tick)
                .query(row -> {
                    pieces.put(row.getString(1), row.getLong(2));
                });
        return pieces;
    }
}
