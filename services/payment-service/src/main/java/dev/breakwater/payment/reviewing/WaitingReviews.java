package dev.breakwater.payment.reviewing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.payment.ledger.LedgerTransaction;
import dev.breakwater.payment.ledger.PaymentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments that a person must look at, page by page in the order of their ids. */
@Component
class WaitingReviews {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final LedgerTransaction transaction;

    WaitingReviews(JdbcClient jdbc, LedgerTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * @param since when it went into review
     * @param contradiction what the provider says against the record; null if nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Review(
            UUID orderId,
            UUID userId,
            long amountMinor,
            String currency,
            String reason,
            Instant since,
            @Nullable String contradiction) {}

    /**
     * A payment about which the provider's books say something else than ours.
     *
     * @param since when the provider said so last
     */
    record Contradiction(
            UUID orderId,
            UUID userId,
            long amountMinor,
            String currency,
            PaymentStatus status,
            String contradiction,
            Instant since) {}

    /** How many wait for a decision, and of how many the books contradict each other. */
    record Count(long inReview, long contradicted) {}

    Count count() {
        return transaction.run(
                () -> jdbc.sql("select (select count(*) from payments where status = 'IN_REVIEW') as in_review,"
                                + " (select count(*) from payments where flagged is not null) as contradicted")
                        .query((row, index) -> new Count(row.getLong("in_review"), row.getLong("contradicted")))
                        .single());
    }

    List<Contradiction> contradictedAfter(@Nullable UUID orderId, int limit) {
        return transaction.run(() -> jdbc.sql("select order_id, user_id, amount_minor, currency, status, flagged,"
                        + " coalesce((select max(a.at) from payment_audit a where a.order_id = p.order_id"
                        + " and a.detail = p.flagged), p.updated_at) as since"
                        + " from payments p where flagged is not null and order_id > ? order by order_id limit ?")
                .params(orderId == null ? BEFORE_ALL : orderId, limit)
                .query(WaitingReviews::contradiction)
                .list());
    }

    List<Review> after(@Nullable UUID orderId, int limit) {
        return transaction.run(() -> jdbc.sql(
                        "select order_id, user_id, amount_minor, currency, review_reason, flagged, coalesce((select max(a.at)"
                                + " from payment_audit a where a.order_id = p.order_id and a.to_status = 'IN_REVIEW'"
                                + " and a.from_status is distinct from 'IN_REVIEW'), p.updated_at) as since"
                                + " from payments p where status = 'IN_REVIEW' and order_id > ? order by order_id limit ?")
                .params(orderId == null ? BEFORE_ALL : orderId, limit)
                .query(WaitingReviews::review)
                .list());
    }

    private static Review review(ResultSet row, int index) throws SQLException {
        return new Review(
                row.getObject("order_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                row.getString("review_reason"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("flagged"));
    }

    private static Contradiction contradiction(ResultSet row, int index) throws SQLException {
        return new Contradiction(
                row.getObject("order_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                PaymentStatus.valueOf(row.getString("status")),
                row.getString("flagged"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
