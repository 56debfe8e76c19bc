package dev.breakwater.payment.ledger;

import dev.breakwater.payment.sealing.ColumnCipher;
import dev.breakwater.payment.sealing.SealedColumn;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who our users are at the provider. */
@Component
public class Customers {

    private static final String CUSTOMER = SealedColumn.PROVIDER_CUSTOMER.label();

    private final JdbcClient jdbc;
    private final LedgerTransaction transaction;
    private final ColumnCipher cipher;

    Customers(JdbcClient jdbc, LedgerTransaction transaction, ColumnCipher cipher) {
        this.cipher = cipher;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public Optional<String> find(UUID userId) {
        return transaction.run(() -> jdbc.sql("select provider_customer_id from customers where user_id = ?")
                .param(userId)
                .query(String.class)
                .optional()
                .map(stored -> cipher.open(CUSTOMER, userId, stored)));
    }

    /** Returns the one that counts: the first that was stored for this user. */
    public String keep(UUID userId, String providerCustomerId) {
        return transaction.run(() -> {
            jdbc.sql(
                            "insert into customers (user_id, provider_customer_id) values (?, ?) on conflict (user_id) do nothing")
                    .params(userId, cipher.seal(CUSTOMER, userId, providerCustomerId))
                    .update();
            return find(userId).orElseThrow();
        });
    }
}
