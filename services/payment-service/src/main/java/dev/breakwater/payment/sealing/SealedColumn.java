package dev.breakwater.payment.sealing;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A column that is encrypted, and the column by which its rows are told apart. Names come from this enum, never from outside. */
public enum SealedColumn {
    PAYMENT_METHOD("payments", "order_id", "payment_method"),
    PROVIDER_CUSTOMER("customers", "user_id", "provider_customer_id");

    private final String table;
    private final String row;
    private final String column;

    SealedColumn(String table, String row, String column) {
        this.table = table;
        this.row = row;
        this.column = column;
    }

    /** The name that values are bound to. */
    public String label() {
        return table + "." + column;
    }

    /** Encrypts with the current key what is not yet; returns how many rows. For use in a transaction. */
    int reseal(JdbcClient jdbc, ColumnCipher cipher, int limit) {
        List<Value> old = jdbc.sql("select " + row + " as id, " + column + " as value from " + table
                        + " where not starts_with(" + column + ", ?) limit ? for update skip locked")
                .params(cipher.sealedByCurrentKey(), limit)
                .query(Value.class)
                .list();
        for (Value value : old) {
            String plain = cipher.open(label(), value.id(), value.value());
            jdbc.sql("update " + table + " set " + column + " = ? where " + row + " = ?")
                    .params(cipher.seal(label(), value.id(), plain), value.id())
                    .update();
        }
        return old.size();
    }

    /** Whether rows are left that the current key has not encrypted, locked ones included. */
    boolean hasOthers(JdbcClient jdbc, ColumnCipher cipher) {
        return jdbc.sql("select exists (select 1 from " + table + " where not starts_with(" + column + ", ?))")
                .param(cipher.sealedByCurrentKey())
                .query(Boolean.class)
                .single();
    }

    /** Keys that rows need and that are not among these. */
    List<String> keysMissingFrom(JdbcClient jdbc, ColumnCipher cipher) {
        return jdbc
                .sql("select distinct split_part(" + column + ", ':', 2) from " + table + " where " + column
                        + " like 'enc:%'")
                .query(String.class)
                .list()
                .stream()
                .filter(id -> !cipher.keyIds().contains(id))
                .toList();
    }

    private record Value(UUID id, String value) {}
}
