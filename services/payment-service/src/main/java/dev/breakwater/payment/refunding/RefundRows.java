package dev.breakwater.payment.refunding;

import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.RefundOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the refunds, without the rules. Times are the database's, which all instances share. */
@Component
class RefundRows {

    private static final String REFUNDS =
            "select r.id, r.order_id, r.requested_minor, r.amount_minor, r.reason, r.status,"
                    + " r.refusal, p.currency, p.provider, p.provider_payment_id from refunds r join payments p using (order_id)";

    private final JdbcClient jdbc;

    RefundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Refund> find(UUID orderId, String idempotencyKey) {
        return jdbc.sql(REFUNDS + " where r.order_id = ? and r.idempotency_key = ?")
                .params(orderId, idempotencyKey)
                .query(RefundRows::refund)
                .optional();
    }

    Refund get(UUID id) {
        return jdbc.sql(REFUNDS + " where r.id = ?")
                .param(id)
                .query(RefundRows::refund)
                .single();
    }

    /** Given back, or on its way: what cannot be asked for again. */
    long committed(UUID orderId) {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from refunds where order_id = ? and status <> 'REFUSED'")
                .param(orderId)
                .query(Long.class)
                .single();
    }

    /** Given back by the provider's word, and nothing that is merely on its way. */
    long refunded(UUID orderId) {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from refunds where order_id = ? and status = 'REFUNDED'")
                .param(orderId)
                .query(Long.class)
                .single();
    }

    void insert(UUID id, UUID orderId, String key, RefundRequest request, long amount, UUID by, Duration firstRetry) {
        jdbc.sql(
                        "insert into refunds (id, order_id, idempotency_key, requested_minor, amount_minor, reason, requested_by,"
                                + " status, next_attempt_at) values (?, ?, ?, ?, ?, ?, ?, 'PENDING',"
                                + " now() + ? * interval '1 millisecond')")
                .params(id, orderId, key, request.amountMinor(), amount, request.reason(), by)
                .param(firstRetry.toMillis())
                .update();
    }

    /** Takes pending refunds whose time has come, and puts each off until its next turn. */
    List<UUID> takeDue(int limit, Duration nextTurn) {
        return jdbc.sql(
                        "update refunds set next_attempt_at = now() + ? * interval '1 millisecond' where id in (select id"
                                + " from refunds where status = 'PENDING' and next_attempt_at < now() order by next_attempt_at"
                                + " limit ? for update skip locked) returning id")
                .params(nextTurn.toMillis(), limit)
                .query(UUID.class)
                .list();
    }

    /** False if it is not pending any more. */
    boolean end(UUID id, Refund.Status status, @Nullable String providerRefundId, @Nullable String refusal) {
        return jdbc.sql("update refunds set status = ?, provider_refund_id = ?, refusal = ?, updated_at = now()"
                                + " where id = ? and status = 'PENDING'")
                        .params(status.name(), providerRefundId, refusal, id)
                        .update()
                == 1;
    }

    private static Refund refund(ResultSet row, int index) throws SQLException {
        long requested = row.getLong("requested_minor");
        Long requestedMinor = row.wasNull() ? null : requested;
        return new Refund(
                row.getObject("order_id", UUID.class),
                new RefundOrder(
                        row.getObject("id", UUID.class),
                        row.getString("provider_payment_id"),
                        row.getLong("amount_minor")),
                requestedMinor,
                row.getString("currency"),
                row.getString("reason"),
                Provider.valueOf(row.getString("provider")),
                Refund.Status.valueOf(row.getString("status")),
                row.getString("refusal"));
    }
}
