package dev.breakwater.inventory.stock;

import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the stock table. */
@Component
class StockRows {

    private final JdbcClient jdbc;

    StockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the products' rows in one order for everybody, so that no two transactions wait for each other. */
    List<StockRow> lock(List<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select sku, warehouse, available from stock where sku in (:skus)"
                        + " order by sku, warehouse for update")
                .param("skus", skus)
                .query((row, n) -> new StockRow(row.getString(1), row.getString(2), row.getLong(3)))
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

    OptionalLong available(String sku) {
        return jdbc
                .sql("select available from stock where sku = :sku")
                .param("sku", sku)
                .query((row, n) -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .reduce(Long::sum);
    }
}
