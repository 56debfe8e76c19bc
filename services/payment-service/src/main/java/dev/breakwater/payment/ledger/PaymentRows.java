package dev.breakwater.payment.ledger;

import dev.breakwater.payment.sealing.ColumnCipher;
import dev.breakwater.payment.sealing.SealedColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the payment record, without the rules. Leases run on the database's clock, which all instances share. */
@Component
class PaymentRows {

    private static final String PAYMENTS =
            "select order_id, user_id, amount_minor, currency, payment_method, status, provider, decline_code,"
                    + " provider_payment_id, created_at from payments";

    private static final String OF_ORDER = PAYMENTS + " where order_id = ?";

    private static final String PAYMENT_METHOD = SealedColumn.PAYMENT_METHOD.label();

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    PaymentRows(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Returns false if the order has a payment already; waits for a concurrent insert of the same order to decide. */
    boolean insert(Charge charge, PaymentStatus status) {
        return jdbc.sql("insert into payments (order_id, user_id, amount_minor, currency, payment_method, status)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict (order_id) do nothing")
                        .params(charge.orderId(), charge.userId(), charge.amountMinor(), charge.currency())
                        .params(cipher.seal(PAYMENT_METHOD, charge.orderId(), charge.paymentMethod()), status.name())
                        .update()
                == 1;
    }

    Optional<Payment> find(UUID orderId) {
        return jdbc.sql(OF_ORDER).param(orderId).query(this::payment).optional();
    }

    /** Waits for whoever changes this payment at the moment; held until the transaction ends. */
    Optional<Payment> lock(UUID orderId) {
        return jdbc.sql(OF_ORDER + " for update")
                .param(orderId)
                .query(this::payment)
                .optional();
    }

    void update(UUID orderId, PaymentOutcome outcome) {
        jdbc.sql("update payments set status = ?, decline_code = ?, review_reason = coalesce(?, review_reason),"
                        + " provider_payment_id = coalesce(?, provider_payment_id), updated_at = now()"
                        + " where order_id = ?")
                .params(outcome.status().name(), outcome.declineCode(), outcome.reviewReason())
                .params(outcome.providerPaymentId(), orderId)
                .update();
    }

    void flag(UUID orderId, String contradiction) {
        jdbc.sql("update payments set flagged = ?, updated_at = now() where order_id = ?")
                .params(contradiction, orderId)
                .update();
    }

    /** Takes the lease unless somebody else's is still good. */
    boolean lease(Lease lease, Duration length) {
        return jdbc.sql("update payments set lease_token = ?, leased_until = clock_timestamp()"
                                + " + ? * interval '1 millisecond' where order_id = ?"
                                + " and (leased_until is null or leased_until < clock_timestamp())")
                        .params(lease.token(), length.toMillis(), lease.orderId())
                        .update()
                == 1;
    }

    /** Changes the provider of an attempt whose lease this still is; returns whether it did. */
    boolean changeProvider(Lease lease, Provider from, Provider to) {
        return jdbc.sql("update payments set provider = ?, updated_at = now() where order_id = ? and lease_token = ?"
                                + " and leased_until > clock_timestamp() and status = 'ATTEMPTING' and provider = ?")
                        .params(to.name(), lease.orderId(), lease.token(), from.name())
                        .update()
                == 1;
    }

    /** What is left of the lease that somebody holds; zero if nobody does. */
    Duration leaseLeft(UUID orderId) {
        long millis = jdbc.sql("select coalesce(extract(epoch from leased_until - clock_timestamp()) * 1000, 0)::bigint"
                        + " from payments where order_id = ?")
                .param(orderId)
                .query(Long.class)
                .single();
        return Duration.ofMillis(Math.max(0, millis));
    }

    /** Does nothing if the lease ran out and is another's by now. */
    void release(Lease lease) {
        jdbc.sql("update payments set lease_token = null, leased_until = null where order_id = ? and lease_token = ?")
                .params(lease.orderId(), lease.token())
                .update();
    }

    /** Locks attempts whose lease ran out, skipping those that somebody else is looking at. */
    List<UUID> lockLostAttempts(int limit) {
        return jdbc.sql("select order_id from payments where status = 'ATTEMPTING' and leased_until < clock_timestamp()"
                        + " order by leased_until limit ? for update skip locked")
                .param(limit)
                .query(UUID.class)
                .list();
    }

    /** Those that wait longest first; without those that somebody is talking to the provider about. */
    List<Charge> queuedAt(Provider provider, int limit) {
        return jdbc
                .sql(PAYMENTS + " where status = 'QUEUED' and provider = ?"
                        + " and (leased_until is null or leased_until < clock_timestamp()) order by updated_at limit ?")
                .params(provider.name(), limit)
                .query(this::payment)
                .list()
                .stream()
                .map(Payment::charge)
                .toList();
    }

    /** Takes payments that nobody settled for so long, and lets their wait begin anew; skips those that somebody else has locked. */
    List<UUID> takeLongQueued(Provider provider, Duration longerThan, int limit) {
        return jdbc.sql("update payments set updated_at = now() where order_id in (select order_id from payments"
                        + " where status = 'QUEUED' and provider = ? and updated_at < now() - ? * interval '1 millisecond'"
                        + " order by updated_at limit ? for update skip locked) returning order_id")
                .params(provider.name(), longerThan.toMillis(), limit)
                .query(UUID.class)
                .list();
    }

    void audit(UUID orderId, @Nullable PaymentStatus from, PaymentStatus to, Cause cause, @Nullable String detail) {
        audit(orderId, from, to, cause, detail, null);
    }

    void audit(
            UUID orderId,
            @Nullable PaymentStatus from,
            PaymentStatus to,
            Cause cause,
            @Nullable String detail,
            @Nullable String actor) {
        jdbc.sql("insert into payment_audit (order_id, from_status, to_status, cause, detail, actor)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(orderId, from == null ? null : from.name(), to.name(), cause.name(), detail, actor)
                .update();
    }

    private Payment payment(ResultSet row, int index) throws SQLException {
        UUID orderId = row.getObject("order_id", UUID.class);
        Charge charge = new Charge(
                orderId,
                row.getObject("user_id", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                cipher.open(PAYMENT_METHOD, orderId, row.getString("payment_method")));
        return new Payment(
                charge,
                Provider.valueOf(row.getString("provider")),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("decline_code"),
                row.getString("provider_payment_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
