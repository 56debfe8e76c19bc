package dev.breakwater.inventory.stock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the stock table. */
@Component
class StockRows {

    private static final String SELECT = "select sku, warehouse, available, counted_at from stock ";

    private final JdbcClient jdbc;

    StockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StockRow> all() {
        return jdbc.sql(SELECT + "order by sku, warehouse")
                .query((row, n) -> read(row))
                .list();
    }

    List<StockRow> of(Collection<String> skus) {
        return jdbc.sql(SELECT + "where sku in (:skus) order by sku, warehouse")
                .param("skus", skus)
                .query((row, n) -> read(row))
                .list();
    }

    /** Locks the rows in one order for everybody, so that no two transactions that lock but once wait for each other. */
    List<StockRow> lock(Collection<String> skus, Collection<String> warehouses) {
        if (skus.isEmpty() || warehouses.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT
                        + "where sku in (:skus) and warehouse in (:warehouses) order by sku, warehouse for update")
                .param("skus", skus)
                .param("warehouses", warehouses)
                .query((row, n) -> read(row))
                .list();
    }

    List<StockRow> lockAll(String warehouse) {
        return jdbc.sql(SELECT + "where warehouse = :warehouse order by sku for update")
                .param("warehouse", warehouse)
                .query((row, n) -> read(row))
                .list();
    }

    void reserve(Allotment allotment) {
        move(allotment, -allotment.pieces());
    }

    void giveBack(Allotment allotment) {
        move(allotment, allotment.pieces());
    }

    private void move(Allotment allotment, long toAvailable) {
        jdbc.sql("update stock set available = available + :pieces, reserved = reserved - :pieces"
                        + " where sku = :sku and warehouse = :warehouse")
                .param("pieces", toAvailable)
                .param("sku", allotment.sku())
                .param("warehouse", allotment.warehouse())
                .update();
    }

    void correct(String sku, String warehouse, long available) {
        jdbc.sql("update stock set available = :available where sku = :sku and warehouse = :warehouse")
                .param("available", available)
                .param("sku", sku)
                .param("warehouse", warehouse)
                .update();
    }

    void counted(String warehouse, Instant at) {
        jdbc.sql("update stock set counted_at = :at where warehouse = :warehouse and counted_at < :at")
                .param("at", time(at))
                .param("warehouse", warehouse)
                .update();
    }

    void noteCorrection(Correction correction, Instant at) {
        jdbc.sql("insert into stock_corrections"
                        + " (sku, warehouse, book, reported, not_yet_seen, corrected, corrected_at)"
                        + " values (:sku, :warehouse, :book, :reported, :unseen, :corrected, :at)")
                .param("sku", correction.sku())
                .param("warehouse", correction.warehouse())
                .param("book", correction.book())
                .param("reported", correction.reported())
                .param("unseen", correction.notYetSeen())
                .param("corrected", correction.corrected())
                .param("at", time(at))
                .update();
    }

    int forgetCorrections(Instant before) {
        return jdbc.sql("delete from stock_corrections where corrected_at < :before")
                .param("before", time(before))
                .update();
    }

    private static StockRow read(ResultSet row) throws SQLException {
        return new StockRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
