package dev.breakwater.payment.reviewing;

import dev.breakwater.payment.ledger.LedgerTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments in review, page by page in the order of their ids. */
@Component
class WaitingReviews {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final LedgerTransaction transaction;

    WaitingReviews(JdbcClient jdbc, LedgerTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param since when it went into review */
    record Review(UUID orderId, UUID userId, long amountMinor, String currency, String reason, Instant since) {}

    List<Review> after(@Nullable UUID orderId, int limit) {
        return transaction.run(() -> jdbc.sql(
                        "select order_id, user_id, amount_minor, currency, review_reason, coalesce((select max(a.at)"
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
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
