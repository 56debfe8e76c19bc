package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.stock.Items;
import dev.breakwater.inventory.stock.Quantity;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders that were promised from an estimate and that no warehouse can give. Thread-safe; needs the caller's transaction. */
@Component
public class Oversells {

    private final JdbcClient jdbc;
    private final Clock clock;

    Oversells(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param warehouse the last that was to give it
     * @param sku of what there was too little; null where it did not say
     */
    public record Oversell(
            UUID orderId,
            String warehouse,
            List<Quantity> items,
            @Nullable String sku,
            Instant noticedAt) {}

    void add(UUID orderId, String warehouse, List<Quantity> items, @Nullable String sku) {
        jdbc.sql("insert into oversells (order_id, warehouse, items, sku, noticed_at)"
                        + " values (:order, :warehouse, :items, :sku, :now)")
                .param("order", orderId)
                .param("warehouse", warehouse)
                .param("items", Items.spelled(items))
                .param("sku", sku)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest first. */
    public List<Oversell> latest(int most) {
        return jdbc.sql("select order_id, warehouse, items, sku, noticed_at from oversells"
                        + " order by noticed_at desc, order_id limit :most")
                .param("most", most)
                .query((row, n) -> new Oversell(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Items.read(row.getString(3)),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }
}
